/** Prints what one file becomes inside, for those who look for the cause of a verdict. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyzeJava, dumpIr } from '../../flow/java/analyze.ts';
import type { CompilationUnit } from '../../languages/java/ast.ts';
import { parseJava } from '../../languages/java/parse.ts';
import { decode } from '../../project/decode.ts';
import { effectiveConfig } from '../effective-config.ts';
import { ExitCode } from '../exit-code.ts';
import { kindOf } from '../file-kinds.ts';
import type { CliIo } from '../io.ts';
import type { CliOptions, DumpStage } from '../options.ts';
import { UserError } from '../user-error.ts';

export async function dump(
  stage: DumpStage,
  targets: readonly string[],
  options: CliOptions,
  io: CliIo,
): Promise<ExitCode> {
  const [file, ...more] = targets;
  if (file === undefined || more.length > 0) throw new UserError('--dump takes one file.');
  const path = resolve(io.cwd, file);
  if (kindOf(path) === undefined) throw new UserError(`--dump: ${file} is not of a kind that is linted.`);
  const text = readSource(path, file);
  const ast = parse(text, file);
  const { settings } = await effectiveConfig(io.cwd, options);
  const input = { ast, text, path, sessionManager: settings.sessionManager };
  switch (stage) {
    case 'tree':
      io.stdout.write(`${JSON.stringify(ast, withoutParent, 2)}\n`);
      break;
    case 'ir':
      io.stdout.write(dumpIr(input));
      break;
    case 'facts':
      io.stdout.write(`${JSON.stringify(analyzeJava(input), null, 2)}\n`);
      break;
  }
  return ExitCode.clean;
}

function readSource(path: string, file: string): string {
  try {
    return decode(readFileSync(path)).text;
  } catch (error) {
    throw new UserError(`--dump: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function parse(text: string, file: string): CompilationUnit {
  const parsed = parseJava(text);
  if (parsed.ok) return parsed.ast;
  if (parsed.error === null) throw new UserError(`--dump: ${file} is a template of some generator, not Java.`);
  const { line, column, message } = parsed.error;
  throw new UserError(`--dump: ${file}:${line}:${column}: ${message}.`);
}

function withoutParent(key: string, value: unknown): unknown {
  return key === 'parent' ? undefined : value;
}
