/** In a user's ESLint the rules run on the tree of whatever parser the project has, and say the same. */
import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint-9';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import sessionLint from '../../src/index.ts';
import { testFolder } from '../cli/run-cli.ts';

const PLAIN = `import { getIronSession } from 'iron-session';
export async function handler(req, res) {
  const session = await getIronSession(req, res, {});
  session.user = 1;
}
`;
const TYPED = PLAIN.replace('(req, res)', '(req: Request, res: Response)');
const DISABLED = PLAIN.replace(
  'session.user = 1;',
  'session.user = 1; // eslint-disable-line session-lint/require-commit',
);
const OWN = 'session.user = 1;';
const OURS = {
  'next-line.js': PLAIN.replace(OWN, `// session-lint-disable-next-line require-commit -- a probe\n  ${OWN}`),
  'line.ts': TYPED.replace(OWN, `${OWN} // session-lint-disable-line`),
  'file.ts': `/* session-lint-disable */\n${TYPED}`,
  'block.js': PLAIN.replace(OWN, `/* session-lint-disable session-lint/require-commit */\n  ${OWN}`),
  'ended.js': PLAIN.replace(
    OWN,
    `/* session-lint-disable require-commit */\n  /* session-lint-enable require-commit */\n  ${OWN}`,
  ),
  'other-rule.js': PLAIN.replace(OWN, `${OWN} // session-lint-disable-line no-stale-handle`),
  'other-line.js': PLAIN.replace(OWN, `// session-lint-disable-line\n  ${OWN}`),
  'in-text.js': PLAIN.replace(OWN, `const text = '// session-lint-disable-next-line';\n  ${OWN}`),
  'later.js': `${PLAIN}/* session-lint-disable */\n`,
};

const COMMONJS = PLAIN.replace(/import .*\n/, "const { getIronSession } = require('iron-session');\n").replace(
  'export ',
  '',
);

const FILES = {
  'plain.js': PLAIN,
  'disabled.mjs': DISABLED,
  'common.cjs': `${COMMONJS}exports.handler = handler;\n`,
  'typed.ts': TYPED,
  'page.tsx': `${TYPED}export const page = <p>{1}</p>;\n`.replace('import', 'declare const React: unknown;\nimport'),
  'tsconfig.json': '{ "compilerOptions": { "jsx": "preserve", "allowJs": true }, "include": ["*"] }',
};

const FOUND = ['common.cjs:4 missing', 'page.tsx:5 missing', 'plain.js:4 missing', 'typed.ts:4 missing'];

const parsers = [
  ['espree and typescript-eslint', { languageOptions: { parser: tseslint.parser } }],
  [
    'typescript-eslint with types',
    { languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } } },
  ],
] as const;

describe.each([
  ['9', ESLint9],
  ['10', ESLint10],
])('ESLint %s', (_, ESLint) => {
  test.each(parsers)('with %s', { timeout: 60_000 }, async (_name, options) => {
    const folder = testFolder(FILES).path;
    const typed = { files: ['**/*.ts', '**/*.tsx'], ...options };
    const eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [...sessionLint.configs.typescript, typed] as never,
    });
    const results = await eslint.lintFiles(['.']);
    const found = results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, messageId, message }) => `${filePath.slice(folder.length + 1)}:${line} ${messageId ?? message}`,
      ),
    );
    expect(found.sort()).toEqual(FOUND);
  });

  test('with directives of ours', async () => {
    const folder = testFolder(OURS);
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: [
        ...sessionLint.configs.typescript,
        { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
      ] as never,
    });
    const results = await eslint.lintFiles(['.']);
    const found = results.flatMap(({ filePath, messages }) => messages.map(({ line }) => `${filePath}:${line}`));
    const expected = ['ended.js:6', 'in-text.js:5', 'later.js:4', 'other-line.js:5', 'other-rule.js:4'];
    expect(found.map((one) => one.slice(folder.path.length + 1)).sort()).toEqual(expected);
    // The command line says the same.
    const ours = await folder.json(['--preset', 'typescript', '.']);
    const lost = ours.flatMap(({ filePath, messages }) =>
      messages.flatMap(({ line, severity }) => (severity === 2 ? [`${filePath}:${line}`] : [])),
    );
    expect(lost.sort()).toEqual(expected);
  });
});
