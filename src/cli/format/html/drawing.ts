/** A deployment as inline SVG, and the same in words. */
import type { Box, Deployment, Link, Mark } from '../../report/deployment.ts';
import { layOut, type PlacedLine } from '../../report/layout.ts';
import { COPY_STEP, type Place, type PlacedBox, type PlacedMark } from '../../report/placement.ts';
import { count, markup, NOTHING, text, type Html } from './text.ts';

/** @param id unique in the page */
export function drawing(deployment: Deployment, id: string): Html {
  const layout = layOut(deployment);
  const { width, height, frame } = layout;
  const size = text(`0 0 ${width} ${height}`);
  return markup`<div class="canvas" role="region" tabindex="0" aria-label="${text(`Drawing of ${nameOf(deployment)}`)}">
    <svg
      class="deployment"
      viewBox="${size}"
      width="${width}"
      height="${height}"
      role="group"
      aria-labelledby="${text(id)}-title ${text(id)}-desc"
    >
      <title id="${text(id)}-title">${text(`Deployment in ${nameOf(deployment)}`)}</title>
      <desc id="${text(id)}-desc">${text(summaryOf(deployment))}</desc>
      ${frame === null ? NOTHING : rectangle(frame, 'frame', 10)} ${layout.lines.map(line)} ${layout.boxes.map(box)}
      ${layout.lines.flatMap(({ marks }) => marks.map(mark))}
      ${layout.labels.map((label) => markup`<text class="label" x="${label.x}" y="${label.y}">${text(label.text)}</text> `)}
    </svg>
  </div>`;
}

export function nameOf({ folder }: Deployment): string {
  return folder === '.' || folder === '' ? 'the working folder' : folder;
}

function summaryOf({ balancers, nodes, networks, applications }: Deployment): string {
  const parts = [
    [balancers.length, 'load balancer'],
    [nodes.length, 'node'],
    [networks.filter(({ kind }) => kind === 'cluster').length, 'cluster group'],
    [networks.filter(({ kind }) => kind === 'store').length, 'session store'],
    [applications.length, 'application'],
  ] as const;
  const named = parts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  return `${named.join(', ')}. The list below the drawing says the same in words.`;
}

function rectangle({ x, y, width, height }: Place, name: string, radius: number): Html {
  return markup`<rect
    class="${text(name)}"
    x="${round(x)}"
    y="${round(y)}"
    width="${round(width)}"
    height="${round(height)}"
    rx="${radius}"
  /> `;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function severityOf(marks: readonly Mark[]): string {
  if (marks.length === 0) return '';
  return marks.some(({ severity }) => severity === 'error') ? ' error' : ' warning';
}

function box(placed: PlacedBox): Html {
  const { shape, texts, marks } = placed;
  const name = `box ${shape}${severityOf(placed.box.marks)}`;
  const full = [placed.box.title, ...placed.box.lines.map((one) => one.text)].join('\n');
  const radius = shape === 'cluster' || shape === 'browsers' ? placed.height / 2 : 8;
  const behind =
    shape === 'copies'
      ? [2 * COPY_STEP, COPY_STEP].map((by) =>
          rectangle({ ...placed, x: placed.x + by, y: placed.y - by }, 'behind', radius),
        )
      : [];
  return markup`<g class="${text(name)}"
    ><title>${text(full)}</title> ${behind}${rectangle(placed, 'shape', radius)}${icon(placed)}${texts.map(
      (one) =>
        markup`<text
          class="${text(one.style)}"
          x="${round(one.x)}"
          y="${round(one.y)}"
          ${shape === 'browsers' ? centred(placed) : NOTHING}
          >${text(one.text)}</text
        > `,
    )}${marks.map(mark)}</g
  > `;
}

function centred({ x, width, texts: [title] }: PlacedBox): Html {
  return markup` text-anchor="middle" dx="${round(x + width / 2 - (title?.x ?? 0))}"`;
}

/** What tells a cluster from a store without colour: linked dots, or a cylinder. */
function icon({ shape, x, y, height }: PlacedBox): Html {
  const left = round(x + 12);
  const centre = round(y + height / 2);
  if (shape === 'cluster') {
    return markup`<path
        class="icon"
        d="M${left + 3} ${centre + 5}L${left + 10} ${centre - 6}L${left + 17} ${centre + 5}Z"
      /><circle class="icon dot" cx="${left + 3}" cy="${centre + 5}" r="3" /><circle
        class="icon dot"
        cx="${left + 10}"
        cy="${centre - 6}"
        r="3"
      /><circle class="icon dot" cx="${left + 17}" cy="${centre + 5}" r="3" /> `;
  }
  if (shape !== 'store') return NOTHING;
  return markup`<path
    class="icon"
    d="M${left + 1} ${centre - 6}v12a9 4 0 0 0 18 0v-12a9 4 0 0 0 -18 0a9 4 0 0 0 18 0"
  /> `;
}

function line({ kind, points, arrow, title, severity }: PlacedLine): Html {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  const end = points.at(-1);
  const head =
    arrow && end !== undefined
      ? markup`<path class="head" d="M${round(end[0])} ${round(end[1])}l-4.5 -8h9z" />`
      : NOTHING;
  const tip = title === '' ? NOTHING : markup`<title>${text(title)}</title>`;
  return markup`<g class="${text(`line ${kind}${severity === null ? '' : ` ${severity}`}`)}"
    >${tip}<path d="${text(path)}" />${head}${severity === null ? NOTHING : cross(points)}</g
  > `;
}

/** A cross on the line itself, as wide as the gap allows. */
function cross(points: PlacedLine['points']): Html {
  const [x, y] = points.at(-1) ?? [0, 0];
  return markup`<path class="cross" d="M${round(x - 6)} ${round(y - 17)}l12 12m0 -12l-12 12" />`;
}

function mark({ x, y, width, height, label, target, severity, mark: own }: PlacedMark): Html {
  const says =
    own === null ? `${label.slice(1)} more findings, from finding ${target} on` : `Finding ${own.number}: ${severity}`;
  return markup`<a class="mark ${text(severity)}" href="#finding-${target}" aria-label="${text(says)}"
    ><rect x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="10" /><text
      x="${round(x + width / 2)}"
      y="${round(y + 14)}"
      text-anchor="middle"
      >${text(label)}</text
    ></a
  > `;
}

/** Everything that is drawn, as a list. */
export function inWords(deployment: Deployment): Html {
  const { balancers, nodes, networks, applications, routes, memberships } = deployment;
  const titles = new Map([...balancers, ...nodes, ...networks, ...applications].map(({ id, title }) => [id, title]));
  const targets = (links: readonly Link[], id: string): string => {
    const names = links.filter(({ from }) => from === id).map(({ to }) => titles.get(to) ?? to);
    return names.join(', ');
  };
  const linkMarks = (id: string): readonly Mark[] =>
    memberships.filter(({ from }) => from === id).flatMap(({ marks }) => marks);
  return markup`<ul>
    ${balancers.map((one) => item('Load balancer', one, [sentence('sends requests to', targets(routes, one.id))]))}
    ${nodes.map((one) => item('Node', { ...one, marks: [...one.marks, ...linkMarks(one.id)] }, [sentence('takes part in', targets(memberships, one.id))]))}
    ${networks.map((one) => item(one.kind === 'cluster' ? 'Cluster group' : 'Session store', one, []))}
    ${applications.map((one) => item('Application', one, []))}
  </ul>`;
}

function sentence(words: string, names: string): string {
  return names === '' ? '' : `${words} ${names}`;
}

const MAX_LINKS = 50;

function item(kind: string, { title, lines, marks }: Box, more: readonly string[]): Html {
  const facts = [...lines.map((one) => one.text), ...more].filter((fact) => fact !== '');
  const shown = marks
    .slice(0, MAX_LINKS)
    .map(
      ({ number, severity }) =>
        markup` <a href="#finding-${number}">${text(`${severity === 'error' ? '✖' : '▲'} ${number}`)}</a>`,
    );
  const rest = marks.length > MAX_LINKS ? text(` and ${marks.length - MAX_LINKS} more`) : NOTHING;
  const findings = marks.length === 0 ? NOTHING : markup`. Findings:${shown}${rest}`;
  return markup`<li>
    ${text(kind)}
    <strong>${text(title)}</strong>${facts.length === 0 ? NOTHING : text(`: ${facts.join('; ')}`)}${findings}
  </li> `;
}
