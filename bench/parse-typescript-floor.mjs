/** The least that reading TypeScript can cost: parses every file of a folder with `typescript`, as it is installed. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ts = createRequire(import.meta.url)('typescript');
const folder = process.argv[2];
for (const name of readdirSync(folder)) {
  ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
}
