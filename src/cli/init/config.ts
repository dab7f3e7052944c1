/** The configuration that `--init` writes. */
import { join, relative, sep } from 'node:path';
import { findManager } from '../../models/manager-records.ts';
import type { PresetName } from '../../plugin-types.ts';
import { findConfigIn } from '../config-file.ts';
import type { Plan } from './plan.ts';
import type { InitProject } from './project.ts';

const NAME = 'session-lint.config.mjs';
const CODE = ['Java', 'JSP'];
const SCRIPTS = ['TypeScript'];

export function configPlan(project: InitProject): Plan {
  const there = findConfigIn(project.cwd);
  if (there !== undefined) {
    const reason = `${relative(project.cwd, there)} configures session-lint already`;
    return { files: [], refusals: [{ reason, hint: 'session-lint --print-config FILE shows what holds.' }] };
  }
  const preset = presetFor(project.kinds);
  const kinds = [...project.kinds].sort();
  const found = kinds.length === 0 ? 'no files yet' : kinds.join(', ');
  const says = [`The preset is "${preset}", for what is here: ${found}.`, managerSentence(project)];
  return {
    files: [{ path: join(project.cwd, NAME), text: configText(project, preset), executable: false, says }],
    refusals: [],
  };
}

/** The preset of the languages that are there; `recommended`, which has all of them, where there are several or none. */
function presetFor(kinds: ReadonlySet<string>): PresetName {
  const names = [...kinds];
  if (names.length === 0) return 'recommended';
  if (names.every((name) => CODE.includes(name))) return 'java';
  if (names.every((name) => SCRIPTS.includes(name))) return 'typescript';
  if (names.every((name) => !CODE.includes(name) && !SCRIPTS.includes(name))) return 'config';
  return 'recommended';
}

function managerSentence({ manager: { manager, evidence }, cwd }: InitProject): string {
  const title = findManager(manager)?.title ?? manager;
  if (evidence === null) return `No file names a session manager: ${title} is assumed.`;
  const path = relative(cwd, evidence.file).split(sep).join('/');
  return `Sessions are kept by ${title}, says ${path}, line ${evidence.line}.`;
}

function configText(project: InitProject, preset: PresetName): string {
  const { manager } = project.manager;
  const hasJava = project.kinds.size === 0 || CODE.some((name) => project.kinds.has(name));
  const settings = hasJava
    ? [
        '  settings: {',
        `    // ${managerSentence(project)}`,
        `    // 'auto' finds it out at each run; to be independent of that: sessionManager: '${manager}'.`,
        "    sessionManager: 'auto',",
        '  },',
      ]
    : [];
  return [
    '/** Finds what breaks HTTP sessions when the application runs on more than one node. */',
    'export default {',
    `  preset: '${preset}',`,
    "  // Rules by id: 'off', 'warn' or 'error'. session-lint --list-rules lists them.",
    '  rules: {},',
    '  // Files and folders to leave out, in .gitignore syntax.',
    '  ignores: [],',
    ...settings,
    '};',
    '',
  ].join('\n');
}
