/** Prints what one file becomes inside, for those who look for the cause of a verdict. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FrontEnd } from '../../flow/front-end.ts';
import { type FileKind, kindOf } from '../../file-kinds.ts';
import { frontEnds } from '../../front-ends.ts';
import sessionLint from '../../plugin.ts';
import { declaredEncodings } from '../../project/declared-encoding.ts';
import { decode } from '../../project/decode.ts';
import { effectiveConfig } from '../effective-config.ts';
import { ExitCode } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import type { CliOptions, DumpStage } from '../options.ts';
import { useInput } from '../use-input.ts';
import { UserError } from '../user-error.ts';

export async function dump(
  stage: DumpStage,
  targets: readonly string[],
  options: CliOptions,
  io: CliIo,
): Promise<ExitCode> {
  const [file, ...more] = targets;
  if (file === undefined || more.length > 0) {
    throw new UserError(`--dump takes one file${stage === 'project' ? ' or folder' : ''}.`);
  }
  const config = await effectiveConfig(io.cwd, options);
  useInput(config);
  const path = resolve(io.cwd, file);
  if (stage === 'project') {
    const { describeProject } = await import('../describe-project.ts');
    io.stdout.write(describeProject(path, file, config.settings, io.cwd));
    return ExitCode.clean;
  }
  const kind = kindOf(path);
  if (kind === undefined) throw new UserError(`--dump: ${file} is not of a kind that is linted.`);
  const text = readSource(path, file);
  const ast = parse(kind, text, file);
  const { settings } = config;
  const input = { ast, text, path, sessionManager: settings.sessionManager };
  switch (stage) {
    case 'tree':
      io.stdout.write(`${JSON.stringify(ast, withoutParent, 2)}\n`);
      break;
    case 'ir':
      io.stdout.write(frontEndOf(ast, file).dumpIr(input));
      break;
    case 'facts':
      io.stdout.write(`${JSON.stringify(frontEndOf(ast, file).analyze(input), null, 2)}\n`);
      break;
  }
  return ExitCode.clean;
}

function readSource(path: string, file: string): string {
  try {
    const bytes = readFileSync(path);
    return decode(bytes, declaredEncodings(bytes, path)).text;
  } catch (error) {
    throw new UserError(`--dump: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function parse({ language }: FileKind, text: string, file: string): { readonly type: string } {
  const parser = sessionLint.languages[language.replace('session-lint/', '')];
  if (parser === undefined) throw new UserError(`--dump: there is no parser for ${file}.`);
  const parsed = parser.parse({ path: file, physicalPath: file, body: text, bom: false }, { languageOptions: {} });
  if (parsed.ok) return parsed.ast as { readonly type: string };
  const [{ line, column, message }] = parsed.errors as [{ line: number; column: number; message: string }];
  throw new UserError(`--dump: ${file}:${line}:${column}: ${message}.`);
}

function frontEndOf(ast: { readonly type: string }, file: string): FrontEnd {
  const frontEnd = frontEnds[ast.type];
  if (frontEnd === undefined) throw new UserError(`--dump: ${file} is not analysed as code: there is only its tree.`);
  return frontEnd;
}

function withoutParent(key: string, value: unknown): unknown {
  return key === 'parent' ? undefined : value;
}
