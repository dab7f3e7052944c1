/**
 * As much of a runner for GitHub's composite actions as action.yml needs: its shell steps are run by bash, as the runner starts
 * it; its uses of other actions are told. What it does not know of expressions is an error.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { run } from './installed.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export interface ActionRun {
  /** Of the first step that failed; 0 when none did. */
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  /** Standard output of all shell steps. */
  readonly stdout: string;
  /** Standard error of all shell steps. */
  readonly stderr: string;
  /** Other actions that were asked for. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

interface Places {
  /** Where action.yml lies, and what it is made from. */
  readonly action: string;
  /** The checkout of the repository that uses it. */
  readonly workspace: string;
  readonly temp: string;
}

export function runAction(given: Readonly<Record<string, string>>, { action, workspace, temp }: Places): ActionRun {
  const { inputs, outputs, runs } = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as Action;
  const unknown = Object.keys(given).filter((name) => !(name in inputs));
  if (unknown.length > 0) throw new Error(`There is no input ${unknown.join(', ')}.`);
  const values = new Map<string, string>([
    ['github.action_path', action],
    ['runner.temp', temp],
    ...Object.entries(inputs).map(([name, input]) => [`inputs.${name}`, given[name] ?? input.default ?? ''] as const),
  ]);
  // An output that no step has set is empty.
  const value = (name: string): string => {
    const found = values.get(name) ?? (/^steps\.[\w-]+\.outputs\.[\w-]+$/.test(name) ? '' : undefined);
    if (found === undefined) throw new Error(`Nothing is known of ${name}.`);
    return found;
  };
  const filled = (text: string): string => text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => value(name));
  const holds = (condition: string): boolean =>
    condition.split(' && ').every((part) => {
      const [, name = '', operator, text] = /^([\w.-]+) ([=!]=) '([^']*)'$/.exec(part) ?? [];
      return (value(name) === text) === (operator === '==');
    });

  const used: ActionRun['used'][number][] = [];
  let [stdout, stderr] = ['', ''];
  let code: number | null = 0;
  mkdirSync(temp, { recursive: true });
  for (const [index, step] of runs.steps.entries()) {
    if (code !== 0 || (step.if !== undefined && !holds(step.if))) continue;
    if (step.uses !== undefined) {
      const options = Object.entries(step.with ?? {}).map(([name, text]) => [name, filled(text)]);
      used.push({ uses: step.uses, with: Object.fromEntries(options) as Record<string, string> });
      continue;
    }
    if (step.shell !== 'bash' || step.run === undefined) throw new Error(`The step "${step.name}" is none of bash.`);
    if (step.run.includes('${{')) throw new Error(`The step "${step.name}" puts an expression into its script.`);
    const [script, output] = [join(temp, `step-${index}.sh`), join(temp, `output-${index}`)];
    writeFileSync(script, step.run);
    writeFileSync(output, '');
    const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text)]);
    const ran = run(
      'bash',
      ['--noprofile', '--norc', '-e', '-o', 'pipefail', script],
      resolve(workspace, filled(step['working-directory'] ?? '.')),
      {
        ...(Object.fromEntries(env) as Record<string, string>),
        GITHUB_OUTPUT: output,
        GITHUB_WORKSPACE: workspace,
        GITHUB_ACTIONS: 'true',
      },
    );
    code = ran.code;
    stdout += ran.stdout;
    stderr += ran.stderr;
    for (const line of readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const equals = line.indexOf('=');
      values.set(`steps.${step.id ?? ''}.outputs.${line.slice(0, equals)}`, line.slice(equals + 1));
    }
  }
  const told = Object.entries(outputs).map(([name, output]) => [name, filled(output.value)]);
  return { code, outputs: Object.fromEntries(told) as Record<string, string>, stdout, stderr, used };
}
