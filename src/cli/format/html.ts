/** One page that needs nothing else: no script, no network, no other file. */
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { detectSessionManager } from '../../project/session-manager.ts';
import { kindOf } from '../../file-kinds.ts';
import { findManager } from '../../models/manager-records.ts';
import { VERSION } from '../../version.ts';
import { lookedAt } from '../report/surroundings.ts';
import type { FileResult } from '../results.ts';
import { displayPath } from './display-path.ts';
import type { Presentation } from './formats.ts';
import { deploymentSection, deploymentsOf } from './html/deployment-section.ts';
import { findingsSection } from './html/findings.ts';
import { reportedPages, rulesSection } from './html/rule-pages.ts';
import { STYLE } from './html/style.ts';
import { summarySection } from './html/summary.ts';
import { markup, NOTHING, text, type Html } from './html/text.ts';

export function formatHtml(results: readonly FileResult[], presentation: Presentation): string {
  const { cwd, originals, run } = presentation;
  const pages = reportedPages(results);
  const hasPage = (ruleId: string): boolean => pages.has(ruleId);
  const deployments = deploymentsOf(results, cwd, run);
  const sections = [
    summarySection({ results, facts: factsOf(results, presentation), hasPage }),
    deploymentSection(deployments),
    findingsSection({ results, cwd, originals, hasPage }),
    rulesSection(pages),
  ];
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${text(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="session-lint ${text(VERSION)}" />
        <title>${text(titleOf(results))}</title>
        <style>${STYLE as Html}</style>
      </head>
      <body>
        <a class="skip" href="#findings">Skip to the findings</a>
        <header>
          <p class="brand">session-lint</p>
          <h1>Sessions on more than one node</h1>
          <nav aria-label="Sections">
            <a href="#summary">Summary</a> <a href="#deployment">Deployment</a>
            <a href="#findings">Findings</a>${pages.size === 0 ? NOTHING : markup` <a href="#rules">Rules</a>`}
          </nav>
        </header>
        <main>${sections}</main>
        <footer><p>Made by session-lint ${text(VERSION)}.</p></footer>
      </body>
    </html> `;
}

function titleOf(results: readonly FileResult[]): string {
  const errors = results.reduce((sum, { errorCount }) => sum + errorCount, 0);
  const warnings = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
  return `session-lint: ${errors} errors, ${warnings} warnings`;
}

function factsOf(results: readonly FileResult[], { cwd, run }: Presentation): readonly (readonly [string, string])[] {
  const targets = run?.targets ?? [];
  return [
    ['Looked at', targets.length === 0 ? 'the working folder' : targets.join(', ')],
    ...(run === undefined
      ? []
      : ([
          ['Preset', run.preset],
          ...(keepsJavaSessions(results)
            ? [['Session manager', managerOf(results, cwd, run.sessionManager, targets)] as const]
            : []),
          ['Configuration', run.configFile === null ? 'none, the defaults hold' : displayPath(run.configFile, cwd)],
        ] as const)),
    ['Version', VERSION],
  ];
}

/** The setting is about servlet containers: it says nothing of scripts. */
function keepsJavaSessions(results: readonly FileResult[]): boolean {
  return results.some(({ filePath }) => ['Java', 'JSP', 'XML'].includes(kindOf(filePath)?.name ?? ''));
}

function managerOf(results: readonly FileResult[], cwd: string, setting: string, targets: readonly string[]): string {
  if (setting !== 'auto') return `${findManager(setting)?.title ?? setting} (set)`;
  const folder = lookedAt(
    cwd,
    targets,
    results.map(({ filePath }) => filePath),
  );
  const { manager, evidence } = detectSessionManager(join(folder, 'any'));
  const title = findManager(manager)?.title ?? manager;
  if (evidence === null) return `${title} (assumed, nothing names another)`;
  return `${title} (${relative(cwd, evidence.file)}, line ${evidence.line})`;
}
