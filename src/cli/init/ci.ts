/** The job for a CI server: which one, the files of the project tell. */
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plan, PlannedFile, Refusal } from './plan.ts';
import { cdCommand, exists, remoteUrl, type InitProject } from './project.ts';

type Server = 'github' | 'gitlab' | 'jenkins';

export function ciPlan(project: InitProject): Plan {
  const { servers, assumed } = serversOf(project);
  const plans = servers.map((server) => planFor(server, project, assumed));
  return { files: plans.flatMap(({ files }) => files), refusals: plans.flatMap(({ refusals }) => refusals) };
}

/** CI servers read their files at the top of the repository; that of Jenkins may lie elsewhere. */
function serversOf({ cwd, worktree }: InitProject): { readonly servers: readonly Server[]; readonly assumed: boolean } {
  const top = worktree?.top ?? cwd;
  const found: Server[] = [];
  if (exists(top, '.github')) found.push('github');
  if (exists(top, '.gitlab-ci.yml') || exists(top, '.gitlab')) found.push('gitlab');
  if (jenkinsfileOf(cwd, top) !== undefined) found.push('jenkins');
  if (found.length > 0) return { servers: found, assumed: false };
  if (/\bgitlab\b/.test(remoteUrl(cwd))) return { servers: ['gitlab'], assumed: false };
  return { servers: ['github'], assumed: !/\bgithub\b/.test(remoteUrl(cwd)) };
}

function jenkinsfileOf(cwd: string, top: string): string | undefined {
  const folder = [cwd, top].find((one) => exists(one, 'Jenkinsfile'));
  return folder === undefined ? undefined : nameOf(join(folder, 'Jenkinsfile'), cwd);
}

function planFor(server: Server, project: InitProject, assumed: boolean): Plan {
  const { cwd, worktree } = project;
  const top = worktree?.top ?? cwd;
  switch (server) {
    case 'github': {
      const says = [
        'GitHub shows findings beside the lines of a pull request, and in code scanning.',
        ...(assumed ? ['No file tells of a CI server: GitHub is assumed.'] : []),
      ];
      return fileOf(project, '.github/workflows/session-lint.yml', githubText(project), says);
    }
    case 'gitlab': {
      const says = ['GitLab shows findings in the merge request.'];
      if (!exists(top, '.gitlab-ci.yml')) return fileOf(project, '.gitlab-ci.yml', gitlabText(project), says);
      const include = `Add to ${nameOf(join(top, '.gitlab-ci.yml'), cwd)}:\ninclude:\n  - local: .gitlab/session-lint.yml`;
      return fileOf(project, '.gitlab/session-lint.yml', gitlabText(project), [...says, include]);
    }
    case 'jenkins': {
      const hint = `Add to its stages:\n${jenkinsText(project)}`;
      return {
        files: [],
        refusals: [{ reason: `${jenkinsfileOf(cwd, top) ?? 'Jenkinsfile'} is there already`, hint }],
      };
    }
  }
}

function fileOf({ cwd, worktree }: InitProject, file: string, text: string, says: readonly string[]): Plan {
  const path = join(worktree?.top ?? cwd, file);
  const name = nameOf(path, cwd);
  const refusal: Refusal = { reason: `${name} is there already`, hint: `It would hold:\n${text}` };
  if (existsSync(path)) return { files: [], refusals: [refusal] };
  const planned: PlannedFile = { path, text, executable: false, says };
  return { files: [planned], refusals: [] };
}

function nameOf(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/');
}

/** The folder of the run, as it is named from the top; empty at the top. */
function folderOf({ worktree }: InitProject): string {
  return worktree?.below ?? '';
}

/** A report that the run leaves in its folder, named from the top. */
function reportOf(project: InitProject, name: string): string {
  const folder = folderOf(project);
  return folder === '' ? name : `${folder}/${name}`;
}

/** For YAML: quoted where it has the name of a folder, which may hold anything. */
function reportValue(project: InitProject, name: string): string {
  return folderOf(project) === '' ? name : JSON.stringify(reportOf(project, name));
}

function githubText(project: InitProject): string {
  const folder = folderOf(project);
  const defaults = `    defaults:\n      run:\n        working-directory: ${JSON.stringify(folder)}\n`;
  return `name: session-lint
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  session-lint:
    runs-on: ubuntu-latest
${folder === '' ? '' : defaults}    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${isInstalled(project) ? '      - run: npm ci\n' : ''}      - run: ${project.command} --format github --output-file sarif=session-lint.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: success() || failure()
        with:
          sarif_file: ${reportValue(project, 'session-lint.sarif')}
`;
}

function gitlabText(project: InitProject): string {
  const folder = folderOf(project);
  const there = folder === '' ? '' : `    - ${JSON.stringify(cdCommand(folder))}\n`;
  return `session-lint:
  image: node:22
  script:
${there}${isInstalled(project) ? '    - npm ci\n' : ''}    - ${project.command} --output-file gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: ${reportValue(project, 'gl-code-quality-report.json')}
`;
}

/** Exit code 1 is for findings: what breaks the build then, the plugin warnings-ng decides. */
function jenkinsText(project: InitProject): string {
  const folder = folderOf(project);
  const steps = [
    ...(isInstalled(project) ? ["sh 'npm ci'"] : []),
    `sh '${project.command} --format compact --output-file checkstyle=session-lint.xml || [ $? -eq 1 ]'`,
  ];
  const lines = folder === '' ? steps : [`dir(${groovyText(folder)}) {`, ...steps.map((step) => `  ${step}`), '}'];
  const pattern = groovyText(reportOf(project, 'session-lint.xml'));
  return `    stage('session-lint') {
      steps {
${lines.map((line) => `        ${line}`).join('\n')}
      }
      post {
        always {
          recordIssues(tools: [checkStyle(pattern: ${pattern}, name: 'session-lint', id: 'session-lint')])
        }
      }
    }`;
}

function groovyText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

function isInstalled({ packages }: InitProject): boolean {
  return packages?.has('session-lint') === true;
}
