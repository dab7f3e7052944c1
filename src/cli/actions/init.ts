/** Writes what a project needs to start with. Asks nothing, and never changes a file that is there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { ExitCode } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { ciPlan } from '../init/ci.ts';
import { configPlan } from '../init/config.ts';
import { hookPlan } from '../init/hook.ts';
import type { Plan } from '../init/plan.ts';
import { initProject, type InitProject } from '../init/project.ts';
import { INIT_PARTS, type InitPart } from '../options.ts';
import { UserError } from '../user-error.ts';

/** @throws {UserError} when something is there already: then nothing is written */
export function init(part: InitPart, targets: readonly string[], { cwd, stdout }: CliIo): ExitCode {
  if (targets.length > 0) {
    const hint = `Run it in the folder that is meant. What it writes is ${INIT_PARTS.join(', ')}.`;
    throw new UserError(`--init takes no path, but there is "${targets.join(' ')}".`, hint);
  }
  const project = initProject(cwd);
  const plans = partsOf(part).map((one) => ({ part: one, ...planOf(one, project) }));
  if (plans.some(({ refusals }) => refusals.length > 0)) throw part === 'all' ? refusalOfAll(plans) : refusalOf(plans);
  for (const { path, text, executable, says } of plans.flatMap(({ files }) => files)) {
    const name = relative(cwd, path).split(sep).join('/');
    write(path, name, text, executable);
    stdout.write(`Written: ${name}\n`);
    for (const sentence of says) stdout.write(`  ${sentence.replaceAll('\n', '\n  ')}\n`);
  }
  return ExitCode.clean;
}

function refusalOf(plans: readonly Plan[]): UserError {
  const refusals = plans.flatMap((plan) => plan.refusals);
  const reasons = refusals.map(({ reason }) => reason).join('; ');
  return new UserError(`--init: ${reasons}. Nothing was written.`, refusals.map(({ hint }) => hint).join('\n'));
}

/** Part by part: what stands in the way, and what could be written alone. */
function refusalOfAll(plans: readonly (Plan & { readonly part: InitPart })[]): UserError {
  const told = plans.map(({ part, refusals }) => {
    if (refusals.length === 0) return `${part}: nothing is in the way. Write it with --init ${part}.`;
    return refusals.map(({ reason, hint }) => `${part}: ${reason}.\n${indented(hint)}`).join('\n');
  });
  const isFree = plans.some(({ refusals }) => refusals.length === 0);
  const why = isFree ? 'not all of it can be written' : 'none of it can be written';
  return new UserError(`--init all: ${why}. Nothing was written.`, told.join('\n'));
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ').trimEnd();
}

function partsOf(part: InitPart): readonly Exclude<InitPart, 'all'>[] {
  return part === 'all' ? ['config', 'hook', 'ci'] : [part];
}

function planOf(part: Exclude<InitPart, 'all'>, project: InitProject): Plan {
  switch (part) {
    case 'config':
      return configPlan(project);
    case 'hook':
      return hookPlan(project);
    case 'ci':
      return ciPlan(project);
  }
}

function write(path: string, name: string, text: string, executable: boolean): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Fails if somebody else has written it in the meantime.
    writeFileSync(path, text, { flag: 'wx', mode: executable ? 0o755 : 0o644 });
  } catch (error) {
    throw new UserError(
      `--init: ${name} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
