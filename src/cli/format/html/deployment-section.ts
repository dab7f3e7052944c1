/** The deployments as found, drawn and in words. */
import { join } from 'node:path';
import { topologyOf } from '../../../project/topology/topology.ts';
import { deploymentOf } from '../../report/build.ts';
import type { Deployment } from '../../report/deployment.ts';
import { numberFindings } from '../../report/finding.ts';
import { nodeServicesOf } from '../../report/node-services.ts';
import { lookedAt, surroundingsIn } from '../../report/surroundings.ts';
import type { FileResult } from '../../results.ts';
import type { RunFacts } from '../formats.ts';
import { drawing, inWords, nameOf } from './drawing.ts';
import { count, markup, NOTHING, text, type Html } from './text.ts';

/** Further ones are told in words. */
const MAX_DRAWN = 12;

export function deploymentsOf(
  results: readonly FileResult[],
  cwd: string,
  run: RunFacts | undefined,
): readonly Deployment[] {
  const files = results.map(({ filePath }) => filePath);
  const folder = lookedAt(cwd, run?.targets ?? [], files);
  const peers = run?.peers ?? [];
  const topology = topologyOf(join(folder, 'any'), undefined, peers);
  const services = nodeServicesOf(files.filter((file) => /\.[cm]?[jt]sx?$/.test(file)));
  const findings = numberFindings(results);
  return surroundingsIn(folder, topology, services, peers)
    .map((surroundings) => deploymentOf(surroundings, topology, findings, cwd))
    .sort((a, b) => marksIn(b) - marksIn(a) || (a.folder < b.folder ? -1 : 1));
}

function marksIn({ balancers, nodes, applications, memberships }: Deployment): number {
  return [...balancers, ...nodes, ...applications, ...memberships].reduce((sum, { marks }) => sum + marks.length, 0);
}

export function deploymentSection(deployments: readonly Deployment[]): Html {
  if (deployments.length === 0) {
    return section(
      markup`<p>There is no drawing: no server, load balancer, web application or session store is configured in what was looked at.</p>`,
    );
  }
  const figures = deployments.map((deployment, index) => {
    const title = deployments.length === 1 ? NOTHING : markup`<h3>${text(nameOf(deployment))}</h3> `;
    const words = markup`<details class="words" ${index < MAX_DRAWN ? NOTHING : markup` open`}>
      <summary>The deployment in words</summary>
      ${inWords(deployment)}
    </details> `;
    const omitted =
      deployment.omitted === 0
        ? NOTHING
        : markup`<p>${count(deployment.omitted, 'more part')} left out of the drawing.</p> `;
    if (index >= MAX_DRAWN) return markup`${title}${words}`;
    return markup`${title}
      <figure>
        ${drawing(deployment, `deployment-${index + 1}`)}
        <figcaption>${text(captionOf(deployment))}</figcaption>
      </figure>
      ${omitted}${words}`;
  });
  return section(markup`${figures}${legend()}`);
}

function section(content: Html): Html {
  return markup`<section id="deployment" aria-labelledby="deployment-heading">
    <h2 id="deployment-heading">Deployment as found</h2>
    ${content}
  </section> `;
}

function captionOf(deployment: Deployment): string {
  return `What the configuration in ${nameOf(deployment)} says. Numbers lead to the findings.`;
}

function legend(): Html {
  const sample = (content: Html) =>
    markup`<svg class="sample" width="36" height="22" viewBox="0 0 36 22" aria-hidden="true">${content}</svg>`;
  const entries: readonly (readonly [Html, string])[] = [
    [
      markup`<g class="box node error"><rect class="shape" x="3" y="3" width="30" height="16" rx="4" /></g
        ><path class="cross" d="M13 6l10 10m0 -10l-10 10" />`,
      '✖ and a number: broken, with the error that tells why',
    ],
    [
      markup`<g class="box node warning"><rect class="shape" x="3" y="3" width="30" height="16" rx="4" /></g>`,
      '▲ and a number: a warning; ▲ alone: something that is not there',
    ],
    [
      markup`<g class="line membership error"><path d="M3 11h30" /></g
        ><path class="cross" d="M13 6l10 10m0 -10l-10 10" />`,
      'broken line: the node does not take part as it should',
    ],
    [
      markup`<g class="box named"><rect class="shape" x="3" y="3" width="30" height="16" rx="4" /></g>`,
      'dashed box: named by the balancer, without a configuration here',
    ],
    [
      markup`<g class="box cluster"><rect class="shape" x="2" y="3" width="32" height="16" rx="8" /><path class="icon" d="M9 14L14 7L19 14Z" /></g>`,
      'rounded bar with linked dots: nodes that send sessions to each other',
    ],
    [
      markup`<g class="box store"><rect class="shape" x="2" y="3" width="32" height="16" rx="3" /><path class="icon" d="M9 8v6a5 2 0 0 0 10 0v-6a5 2 0 0 0 -10 0a5 2 0 0 0 10 0" /></g>`,
      'bar with a cylinder: a store that keeps sessions for all',
    ],
  ];
  return markup`<h3 class="legend-heading">Legend</h3>
    <ul class="legend">
      ${entries.map(([content, words]) => markup`<li>${sample(content)} <span>${text(words)}</span></li> `)}
    </ul> `;
}
