using AlpToolkit.Core.Events;
using AlpToolkit.Core.Numerics;

namespace AlpToolkit.Tests.Core.Events;

public sealed class EventBatchTests
{
    private static readonly SampleInfo s_sample = new() { Name = "sample", SqrtS = 10.58 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4096)]
    public void Selection_AfterFilling_IsEveryEventInOrder(int count)
    {
        EventBatch batch = Batch(count);
        List<int> seen = [];
        foreach (int i in batch.Selection)
        {
            seen.Add(i);
        }

        Assert.Equal(Enumerable.Range(0, count), seen);
        Assert.Equal(count, batch.Selection.SelectedCount);
    }

    [Fact]
    public void Deselect_WhileWalking_LeavesTheOthers()
    {
        EventBatch batch = Batch(200);
        foreach (int i in batch.Selection)
        {
            if (i % 3 != 0)
            {
                batch.Selection.Deselect(i);
            }
        }

        Assert.Equal(67, batch.Selection.SelectedCount);
        Assert.True(batch.Selection[198]);
        Assert.False(batch.Selection[199]);
    }

    [Fact]
    public void Begin_OfTheNextBlock_ForgetsTheLast()
    {
        EventBatch batch = new(1, 1);
        ColumnOut column = "x";
        ObjectOut role = "electron";
        (column.Slot, role.Slot) = (0, 0);
        SampleInfo varied = s_sample with { WeightNames = ["nominal", "scale_up"] };
        batch.Begin(varied, 0);
        batch.EndEvent(1);
        batch.SetWeight(1, 2);
        (batch[column][0], batch[role][0]) = (3, 4);

        batch.Begin(varied, 1);
        batch.EndEvent(1);
        Assert.Equal(double.NaN, batch.Weights(1)[0]);
        Assert.Equal(double.NaN, batch[column][0]);
        Assert.Equal(-1, batch[role][0]);
    }

    [Fact]
    public void Views_OfEventsAndParticles_ShowTheColumns()
    {
        EventBatch batch = Batch(3);
        int number = 0;
        foreach (EventView view in batch.Events)
        {
            Assert.Equal(100 + number, view.Number);
            Assert.Equal(2, view.ParticleCount);
            Assert.Equal(number, view[1].Momentum.E);
            Assert.Equal(11, view[0].PdgId);
            number++;
        }

        Assert.Equal(3, number);
    }

    [Fact]
    public void EndEvent_OfOneMoreThanTheCapacity_IsAnError() =>
        Assert.Throws<InvalidOperationException>(() => Batch(EventBatch.Capacity + 1));

    [Fact]
    public void Walking_OverEvents_AllocatesNothing()
    {
        EventBatch batch = Batch(4096);
        Assert.True(SumOfEnergies(batch) > 0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SumOfEnergies(batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static double SumOfEnergies(EventBatch batch)
    {
        double sum = 0;
        foreach (EventView view in batch.Events)
        {
            sum += view[1].Momentum.E * view.Weight;
        }

        return sum;
    }

    private static EventBatch Batch(int count)
    {
        EventBatch batch = new(0, 0);
        batch.Begin(s_sample, 100);
        for (int i = 0; i < count; i++)
        {
            batch.Particles.Add(new Particle(11, 1, new FourVector(1, 0, 0, 1)));
            batch.Particles.Add(new Particle(-11, 1, new FourVector(i, 0, 0, 0)));
            batch.EndEvent(1);
        }

        batch.EndFilling();
        return batch;
    }
}
