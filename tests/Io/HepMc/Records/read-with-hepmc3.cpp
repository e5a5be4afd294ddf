// What HepMC3's own readers find in a file: one line an event, and its particles sorted, each with the codes of its parents.
// With to-hepevt, a HepMC3 file and a name, its own writer writes HEPEVT text instead.
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include "HepMC3/GenCrossSection.h"
#include "HepMC3/GenEvent.h"
#include "HepMC3/GenHeavyIon.h"
#include "HepMC3/GenParticle.h"
#include "HepMC3/GenPdfInfo.h"
#include "HepMC3/GenVertex.h"
#include "HepMC3/ReaderAscii.h"
#include "HepMC3/ReaderAsciiHepMC2.h"
#include "HepMC3/ReaderHEPEVT.h"
#include "HepMC3/ReaderLHEF.h"
#include "HepMC3/WriterHEPEVT.h"

using namespace HepMC3;

static std::string number(double value)
{
    char text[40];
    std::snprintf(text, sizeof text, " %.17g", value);
    return text;
}

static std::shared_ptr<Reader> open(const std::string& format, const std::string& path)
{
    if (format == "lhe") return std::make_shared<ReaderLHEF>(path);
    if (format == "hepmc2") return std::make_shared<ReaderAsciiHepMC2>(path);
    if (format == "hepevt") return std::make_shared<ReaderHEPEVT>(path);
    return std::make_shared<ReaderAscii>(path);
}

static int write_hepevt(const std::string& source, const std::string& target)
{
    ReaderAscii reader(source);
    WriterHEPEVT writer(target);
    while (true)
    {
        GenEvent event(Units::GEV, Units::MM);
        reader.read_event(event);
        if (reader.failed()) break;
        event.set_units(Units::GEV, Units::MM);
        writer.write_event(event);
    }

    writer.close();
    return 0;
}

int main(int, char** arguments)
{
    if (std::string(arguments[1]) == "to-hepevt") return write_hepevt(arguments[2], arguments[3]);
    std::shared_ptr<Reader> reader = open(arguments[1], arguments[2]);
    while (!reader->failed())
    {
        GenEvent event(Units::GEV, Units::MM);
        reader->read_event(event);
        if (reader->failed()) break;
        std::string line = "event " + std::to_string(event.event_number()) + " particles " + std::to_string(event.particles().size()) + " weights";
        for (double weight : event.weights()) line += number(weight);
        if (event.run_info()) for (const std::string& name : event.run_info()->weight_names()) line += " '" + name + "'";
        line += " position" + number(event.event_pos().x()) + number(event.event_pos().y()) + number(event.event_pos().z()) + number(event.event_pos().t());
        if (auto x = event.cross_section()) line += " cross section" + number(x->xsec()) + number(x->xsec_err());
        if (auto p = event.pdf_info()) line += " partons" + number(p->parton_id[0]) + number(p->parton_id[1]) + number(p->x[0]) + number(p->x[1]) + number(p->scale) + number(p->xf[0]) + number(p->xf[1]);
        if (auto h = event.heavy_ion()) line += " ions" + number(h->Ncoll_hard) + number(h->Npart_proj) + number(h->Npart_targ) + number(h->impact_parameter);
        std::puts(line.c_str());
        std::multiset<std::string> particles;
        for (const auto& particle : event.particles())
        {
            const FourVector& p = particle->momentum();
            std::string text = std::to_string(particle->pid()) + " " + std::to_string(particle->status()) + number(p.px()) + number(p.py()) + number(p.pz()) + number(p.e()) + number(particle->generated_mass()) + " from";
            std::multiset<int> parents;
            for (const auto& parent : particle->parents()) parents.insert(parent->pid());
            for (int parent : parents) text += " " + std::to_string(parent);
            auto vertex = particle->production_vertex();
            if (vertex && vertex->id() != 0)
            {
                const FourVector& x = vertex->position();
                text += " at" + number(x.x()) + number(x.y()) + number(x.z()) + number(x.t());
            }

            particles.insert(text);
        }

        for (const std::string& text : particles) std::puts(text.c_str());
    }

    return 0;
}
