// Prints everything in a ROOT file as JSON, as JSROOT reads it: node read-with-jsroot.mjs <folder of the package> <file>
const [folder, path] = process.argv.slice(2);
const { openFile } = await import(`${folder}/modules/io.mjs`);
const { TSelector, treeProcess } = await import(`${folder}/modules/tree.mjs`);
const { readHeaderFooter, rntupleProcess } = await import(`${folder}/modules/rntuple.mjs`);

const plain = (_, value) => typeof value === 'bigint' ? Number(value) : ArrayBuffer.isView(value) ? [...value].map(v => plain('', v)) : value;

class Collector extends TSelector {
   constructor(names) {
      super();
      this.columns = {};
      for (const name of names) {
         this.addBranch(name);
         this.columns[name] = [];
      }
   }

   Process() {
      for (const name in this.columns) {
         const value = this.tgtobj[name];
         this.columns[name].push(ArrayBuffer.isView(value) ? [...value] : Array.isArray(value) ? [...value] : value);
      }
   }
}

async function read(object, className) {
   if (className === 'TTree' || className === 'TNtuple') {
      const selector = new Collector(object.fBranches.arr.map(b => b.fName));
      await treeProcess(object, selector);
      return { entries: object.fEntries, titles: object.fBranches.arr.map(b => b.fTitle), columns: selector.columns };
   }

   if (className === 'ROOT::RNTuple') {
      await readHeaderFooter(object);
      const fields = object.builder.fieldDescriptors.filter((f, i) => f.parentFieldId === i).map(f => f.fieldName), selector = new Collector(fields);
      await rntupleProcess(object, selector);
      return { columns: selector.columns };
   }

   return object;
}

async function readAll(directory, found, prefix) {
   for (const key of directory.fKeys.filter(k => k.fName !== 'StreamerInfo')) {
      const name = `${prefix}${key.fName};${key.fCycle}`, object = await directory.readObject(`${key.fName};${key.fCycle}`);
      if (key.fClassName.startsWith('TDirectory'))
         await readAll(object, found, `${prefix}${key.fName}/`);
      else
         found[name] = await read(object, key.fClassName);
   }
}

const file = await openFile(path), found = {};
await readAll(file, found, '');
process.stdout.write(JSON.stringify(found, plain));
