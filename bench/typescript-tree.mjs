/** A tree of TypeScript files of usual sizes, a few of which work with sessions, and a tsconfig. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FILES_IN_FOLDER = 40;

export function writeTypeScriptTree(folder, candidateFolder, count, candidateCount) {
  mkdirSync(join(folder, '.git'), { recursive: true });
  mkdirSync(candidateFolder, { recursive: true });
  const dependencies = { express: '^5.0.0', 'express-session': '^1.19.0' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', dependencies }));
  writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "module": "nodenext" } }');
  const step = Math.floor(count / candidateCount);
  let bytes = 0;
  let candidates = 0;
  for (let number = 0; number < count; number++) {
    const withSession = number % step === 0 && candidates < candidateCount;
    const text = moduleText(number, withSession, 4 + ((number * 7) % 25));
    const path = join(
      folder,
      `p${Math.floor(number / FILES_IN_FOLDER)}`,
      `${withSession ? 'routes' : 'plain'}${number}.ts`,
    );
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    bytes += text.length;
    if (!withSession) continue;
    candidates++;
    cpSync(path, join(candidateFolder, basename(path)));
  }
  return { files: count, bytes, candidates };
}

function moduleText(number, withSession, functions) {
  const parts = [];
  for (let index = 0; index < functions; index++) parts.push(plainFunction(number, index));
  if (!withSession) return `import { readFile } from 'node:fs/promises';\n\n${parts.join('\n')}`;
  for (let index = 0; index < functions / 4; index++) parts.push(route(index));
  return `import { Router } from 'express';
import 'express-session';

const router = Router();

${parts.join('\n')}
export default router;
`;
}

function plainFunction(number, index) {
  return `/** Adds what was sold, and tells how much it is now. */
export async function total${number}x${index}(shelf: string, limit: number, books: Map<string, number[]>): Promise<number> {
  const entries = books.get(shelf) ?? [];
  let sum = ${index};
  for (const [place, value] of entries.entries()) {
    const weighted = value * (place % 2 === 0 ? 1 : ${index + 2});
    if (weighted > limit) throw new Error(\`entry \${place} of \${shelf} is \${weighted}\`);
    sum += weighted;
  }
  entries.push(sum);
  return sum;
}
`;
}

function route(index) {
  const change =
    '  req.session.cart = [...(req.session.cart ?? []), req.body.item];\n  req.session.visits = (req.session.visits ?? 0) + 1;\n';
  const answer = '  res.json({ count: req.session.cart?.length });\n';
  return `router.post('/cart${index}', async (req, res) => {
  if (req.body.item === undefined) {
    res.status(400).end();
    return;
  }
${index % 2 === 0 ? change + answer : answer + change}});
`;
}
