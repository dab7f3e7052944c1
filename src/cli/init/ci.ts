/** The job for a CI server: which one, the files of the project tell. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan, PlannedFile, Refusal } from './plan.ts';
import { exists, remoteUrl, type InitProject } from './project.ts';

type Server = 'github' | 'gitlab' | 'jenkins';

export function ciPlan(project: InitProject): Plan {
  const { servers, assumed } = serversOf(project);
  const plans = servers.map((server) => planFor(server, project, assumed));
  return { files: plans.flatMap(({ files }) => files), refusals: plans.flatMap(({ refusals }) => refusals) };
}

function serversOf({ cwd }: InitProject): { readonly servers: readonly Server[]; readonly assumed: boolean } {
  const found: Server[] = [];
  if (exists(cwd, '.github')) found.push('github');
  if (exists(cwd, '.gitlab-ci.yml') || exists(cwd, '.gitlab')) found.push('gitlab');
  if (exists(cwd, 'Jenkinsfile')) found.push('jenkins');
  if (found.length > 0) return { servers: found, assumed: false };
  if (/\bgitlab\b/.test(remoteUrl(cwd))) return { servers: ['gitlab'], assumed: false };
  return { servers: ['github'], assumed: !/\bgithub\b/.test(remoteUrl(cwd)) };
}

function planFor(server: Server, project: InitProject, assumed: boolean): Plan {
  const { cwd } = project;
  switch (server) {
    case 'github': {
      const says = [
        'GitHub shows findings beside the lines of a pull request, and in code scanning.',
        ...(assumed ? ['No file tells of a CI server: GitHub is assumed.'] : []),
      ];
      return fileOf(cwd, '.github/workflows/session-lint.yml', githubText(project), says);
    }
    case 'gitlab': {
      const says = ['GitLab shows findings in the merge request.'];
      if (!exists(cwd, '.gitlab-ci.yml')) return fileOf(cwd, '.gitlab-ci.yml', gitlabText(project), says);
      const include = 'Add to .gitlab-ci.yml:\ninclude:\n  - local: .gitlab/session-lint.yml';
      return fileOf(cwd, '.gitlab/session-lint.yml', gitlabText(project), [...says, include]);
    }
    case 'jenkins': {
      const hint = `Add to its stages:\n${jenkinsText(project)}`;
      return { files: [], refusals: [{ reason: 'Jenkinsfile is there already', hint }] };
    }
  }
}

function fileOf(cwd: string, name: string, text: string, says: readonly string[]): Plan {
  const path = join(cwd, name);
  const refusal: Refusal = { reason: `${name} is there already`, hint: `It would hold:\n${text}` };
  if (existsSync(path)) return { files: [], refusals: [refusal] };
  const file: PlannedFile = { path, text, executable: false, says };
  return { files: [file], refusals: [] };
}

function githubText(project: InitProject): string {
  return `name: session-lint
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  session-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${isInstalled(project) ? '      - run: npm ci\n' : ''}      - run: ${project.command} --format github --output-file sarif=session-lint.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: success() || failure()
        with:
          sarif_file: session-lint.sarif
`;
}

function gitlabText(project: InitProject): string {
  return `session-lint:
  image: node:22
  script:
${isInstalled(project) ? '    - npm ci\n' : ''}    - ${project.command} --output-file gitlab=gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`;
}

/** Exit code 1 is for findings: what breaks the build then, the plugin warnings-ng decides. */
function jenkinsText(project: InitProject): string {
  return `    stage('session-lint') {
      steps {
${isInstalled(project) ? "        sh 'npm ci'\n" : ''}        sh '${project.command} --format compact --output-file checkstyle=session-lint.xml || [ $? -eq 1 ]'
      }
      post {
        always {
          recordIssues(tools: [checkStyle(pattern: 'session-lint.xml', name: 'session-lint', id: 'session-lint')])
        }
      }
    }`;
}

function isInstalled({ packages }: InitProject): boolean {
  return packages?.has('session-lint') === true;
}
