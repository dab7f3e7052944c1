/** The least that a search can cost: walks a tree, reads every file with an extension, looks for one word in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [root, extension = '.java', word = 'HttpSession'] = process.argv.slice(2);
const stack = [root];
let found = 0;
for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) stack.push(path);
    else if (entry.name.endsWith(extension) && readFileSync(path).includes(word)) found++;
  }
}
console.log(found);
