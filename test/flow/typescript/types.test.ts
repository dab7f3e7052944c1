/** What a type checker adds: `--types` of the command line, and the program of typescript-eslint. */
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { load } from '../../../src/flow/typescript/full-compiler.ts';
import sessionLint from '../../../src/index.ts';
import { testFolder, type TestFolder } from '../../cli/run-cli.ts';

/** Enough of the libraries' types, where packages have them. */
const LIBRARIES = {
  'iron-session/index.d.ts': `export type IronSession<T> = T & { save(): Promise<void>; destroy(): void };
export declare function getIronSession<T extends object>(...args: unknown[]): Promise<IronSession<T>>;`,
  '@types/express-serve-static-core/index.d.ts': `declare global { namespace Express { interface Request {} } }
export interface Request extends Express.Request { body: any }
export interface Response { redirect(url: string): void; json(body: unknown): this }`,
  '@types/express/index.d.ts': `import * as core from 'express-serve-static-core';
declare namespace e { interface Request extends core.Request {} interface Response extends core.Response {} }
declare function e(): unknown;
export = e;`,
  '@types/express-session/index.d.ts': `declare global { namespace Express { interface Request { session: session.Session & Partial<session.SessionData> } } }
declare namespace session { class Session { save(done?: () => void): this } interface SessionData { [name: string]: any } }
declare function session(options: object): any;
export = session;`,
  '@shop/auth/index.d.ts': `import type { IronSession } from 'iron-session';
export declare function currentSession(): Promise<IronSession<{ user?: string }>>;
export declare function sessionLike(): Promise<{ user?: string; save(): Promise<void> }>;`,
  '@shop/web/index.d.ts': `import type { Request, Response } from 'express';
export declare function withUser(handler: (req: Request, res: Response) => void): unknown;
export declare function withMail(handler: (req: { session: { user?: string } }, res: { redirect(url: string): void }) => void): unknown;`,
  '@shop/db/index.d.ts': `export declare class Account { name: string; rename(to: string): void }
export declare class Money { cents: number; plus(other: Money): Money; toJSON(): unknown }
export interface Row { name: string }
export declare function findAccount(): Promise<Account>;
export declare function findMoney(): Promise<Money>;
export declare function findRow(): Promise<Row>;
export declare function findTags(): Promise<Set<string>>;
export declare function findAny(): Promise<any>;`,
};

const HANDLES = `import { currentSession, sessionLike } from '@shop/auth';
import { withMail, withUser } from '@shop/web';

export async function forgets() {
  const session = await currentSession();
  session.user = 'ann'; // require-commit
}

export async function saves() {
  const session = await currentSession();
  session.user = 'ann';
  await session.save();
}

export async function looksLikeOne() {
  const session = await sessionLike();
  session.user = 'ann';
}

export const late = withUser((query, answer) => {
  answer.redirect('/');
  query.session.user = 'ann'; // no-detached-write
});

export const inTime = withUser((query, answer) => {
  query.session.user = 'ann';
  answer.redirect('/');
});

export const ofAnother = withMail((query, answer) => {
  answer.redirect('/');
  query.session.user = 'ann';
});
`;

const VALUES = `import type { Request, Response } from 'express';
import { findAccount, findAny, findMoney, findRow, findTags } from '@shop/db';

export async function store(req: Request, res: Response) {
  req.session.account = await findAccount(); // serializable-attribute
  req.session.tags = await findTags(); // serializable-attribute
  req.session.row = findRow(); // serializable-attribute
  req.session.money = await findMoney();
  req.session.plain = await findRow();
  req.session.any = await findAny();
  res.json({});
}
`;

function project(files: Readonly<Record<string, string>> = {}): TestFolder {
  const libraries = Object.entries(LIBRARIES).flatMap(([name, text]) => {
    const path = join('node_modules', name);
    const types = JSON.stringify({ name: dirname(name), version: '8.0.0', types: 'index.d.ts' });
    return [[path, text] as const, [join(dirname(path), 'package.json'), types] as const];
  });
  return testFolder({
    'package.json': JSON.stringify({
      dependencies: { express: '^5.0.0', 'express-session': '^1.19.0', 'iron-session': '^8.0.0' },
    }),
    'tsconfig.json':
      '{ "compilerOptions": { "module": "nodenext", "strict": true, "types": ["express-session"] }, "include": ["*.ts"] }',
    '.git/HEAD': '',
    'handles.ts': HANDLES,
    'values.ts': VALUES,
    ...Object.fromEntries(libraries),
    ...files,
  });
}

/** `rule` by line, as the comments in the sources say it. */
function marked(text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const rule = /\/\/ ([\w-]+)$/.exec(line)?.[1];
    return rule === undefined ? [] : [`${index + 1} session-lint/${rule}`];
  });
}

async function found(folder: TestFolder, file: string, ...args: readonly string[]): Promise<readonly string[]> {
  const results = await folder.json([...args, file]);
  return results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`));
}

describe('the command line', () => {
  test('knows handles by their declared types', { timeout: 60_000 }, async () => {
    const folder = project();
    expect(await found(folder, 'handles.ts', '--types', 'off')).toEqual([]);
    expect(await found(folder, 'handles.ts')).toEqual(marked(HANDLES));
    expect(await found(folder, 'handles.ts', '--types', 'on')).toEqual(marked(HANDLES));
  });

  test('takes no parameter for a request by its name where its type is another', { timeout: 60_000 }, async () => {
    const handler = (wrapper: string) =>
      `import { ${wrapper} } from '@shop/web';\nexport const it = ${wrapper}((req, res) => { res.redirect('/'); req.session.user = 'ann'; });\n`;
    const folder = project({ 'mail.ts': handler('withMail'), 'user.ts': handler('withUser') });
    expect(await found(folder, 'mail.ts')).toEqual([]);
    expect(await found(folder, 'user.ts')).toEqual(['2 session-lint/no-detached-write']);
  });

  test('asks for stored values on request only', { timeout: 60_000 }, async () => {
    const folder = project();
    expect(await found(folder, 'values.ts', '--types', 'off')).toEqual([]);
    expect(await found(folder, 'values.ts')).toEqual([]);
    expect(await found(folder, 'values.ts', '--types', 'on')).toEqual(marked(VALUES));
  });

  test('asks nothing where there is no tsconfig', async () => {
    const folder = project({ 'other/.git/HEAD': '', 'other/handles.ts': HANDLES, 'other/package.json': '{}' });
    expect(await found(folder, 'other/handles.ts', '--types', 'on')).toEqual([]);
  });

  test('a tsconfig that cannot be read is as good as none', async () => {
    const folder = project({ 'tsconfig.json': '{ "compilerOptions": ' });
    expect(await found(folder, 'handles.ts', '--types', 'on')).toEqual([]);
  });

  test('asks about the text on standard input, not about the file', { timeout: 60_000 }, async () => {
    const folder = project();
    const stdin = `// one line more\n${HANDLES}`;
    const args = ['--stdin', '--stdin-filename', 'handles.ts', '--format', 'json'];
    const { stdout } = await folder.run(args, { stdin });
    const [result] = JSON.parse(stdout) as [{ messages: { line: number; ruleId: string }[] }];
    expect(result.messages.map(({ line, ruleId }) => `${line} ${ruleId}`)).toEqual(marked(stdin));
  });

  test('refuses another mode', async () => {
    const { stderr, code } = await project().run(['--types', 'maybe', '.']);
    expect(code).toBe(2);
    expect(stderr).toContain('Allowed choices are auto, on, off');
  });
});

describe('the compiler beside the program', () => {
  test('is used if it has the API', () => {
    const compiler = { createProgram: () => undefined };
    expect(load(() => compiler)).toBe(compiler);
  });

  test('is none where nothing is installed, or TypeScript 7', () => {
    expect(load(() => ({ version: '7.0.2' }))).toBeNull();
    expect(
      load(() => {
        throw new Error('Cannot find module');
      }),
    ).toBeNull();
  });
});

test('ESLint with typescript-eslint: with types all is asked, without nothing', { timeout: 60_000 }, async () => {
  const folder = project();
  const lint = async (parserOptions: object) => {
    const typed = { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser, parserOptions } };
    const eslint = new ESLint({
      cwd: folder.path,
      overrideConfigFile: true,
      overrideConfig: [...sessionLint.configs.typescript, typed] as never,
    });
    const results = await eslint.lintFiles(['*.ts']);
    return results.flatMap(({ messages }) =>
      messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? message}`),
    );
  };
  expect(await lint({ projectService: true })).toEqual([...marked(HANDLES), ...marked(VALUES)]);
  expect(await lint({})).toEqual([]);
});
