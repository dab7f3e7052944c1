/**
 * Where everything of a deployment stands. The drawing is a stack of bands: balancers, then rows of nodes, each with the bars of
 * its networks below it, then applications. Lines run in the gaps between bands and in gutters beside them, never across
 * a box, and no two boxes can overlap. The same deployment always gives the same drawing.
 */
import type { Box, Deployment, Link, Mark } from './deployment.ts';
import {
  COPY_STEP,
  GAP,
  PADDING,
  TITLE_SIZE,
  barText,
  heightOf,
  nodeShape,
  placed,
  placedBar,
  placeMarks,
  rowsOf,
  worst,
  type Place,
  type PlacedBox,
  type PlacedMark,
  type Row,
} from './placement.ts';
import { measure } from './text-metrics.ts';

const MARGIN = 16;
const WIDTH = 1120;
const BAR_HEIGHT = 34;
/** Between lines that run beside each other. */
const RAIL_STEP = 10;

export interface PlacedLine {
  readonly kind: 'route' | 'membership';
  /** Corners, from the start to the end. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly arrow: boolean;
  /** What it connects; empty for lines that several links share. */
  readonly title: string;
  readonly marks: readonly PlacedMark[];
  readonly severity: Mark['severity'] | null;
}

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly frame: Place | null;
  readonly labels: readonly Label[];
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly PlacedLine[];
}

export function layOut(deployment: Deployment): Layout {
  return new Stack(deployment).layout();
}

class Stack {
  readonly #deployment: Deployment;
  readonly #boxes: PlacedBox[] = [];
  readonly #lines: PlacedLine[] = [];
  readonly #labels: Label[] = [];
  readonly #left: number;
  readonly #right: number;
  #y = MARGIN;

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
    const gutter = 2 * RAIL_STEP + RAIL_STEP * Math.max(deployment.balancers.length, deployment.networks.length);
    this.#left = MARGIN + gutter;
    this.#right = WIDTH - MARGIN - gutter;
  }

  layout(): Layout {
    const balancers = this.#balancers();
    const { nodes, networks, applications } = this.#deployment;
    let frame: Place | null = null;
    if (nodes.length > 0 || applications.length > 0 || networks.length > 0) {
      const start = this.#y;
      this.#label(frameTitle(nodes));
      this.#nodes(balancers);
      this.#applications();
      this.#y += 4;
      frame = { x: MARGIN / 2, y: start, width: WIDTH - MARGIN, height: this.#y - start };
    }
    return {
      width: WIDTH,
      height: this.#y + MARGIN,
      frame,
      labels: this.#labels,
      boxes: this.#boxes,
      lines: this.#lines,
    };
  }

  #label(text: string): void {
    this.#labels.push({ x: this.#left, y: this.#y + 20, text });
    this.#y += 30;
  }

  /** The browsers above, and the balancers below them; where each one's line to the nodes starts. */
  #balancers(): ReadonlyMap<string, readonly [x: number, y: number]> {
    const starts = new Map<string, readonly [number, number]>();
    const { balancers } = this.#deployment;
    if (balancers.length === 0) return starts;
    const browsers: Box = { id: 'browsers', title: 'Browsers', lines: [], marks: [] };
    const place = { x: WIDTH / 2 - 70, y: this.#y, width: 140, height: 36 };
    this.#boxes.push(placed(browsers, 'browsers', place));
    this.#y += place.height;
    const rows = rowsOf(balancers, this.#right - this.#left, 400, 3);
    for (const [rowIndex, row] of rows.entries()) {
      const rail = this.#y + 14;
      this.#y += 36;
      const boxes = this.#row(row, 'balancer');
      for (const box of boxes) {
        const top: [number, number] = [middle(box), box.y];
        const from: [number, number] = [WIDTH / 2, place.y + place.height];
        const gutter = this.#right + RAIL_STEP;
        const first = place.y + place.height + 14;
        const points: [number, number][] =
          rowIndex === 0
            ? [from, [from[0], rail], [top[0], rail], top]
            : [from, [from[0], first], [gutter, first], [gutter, rail], [top[0], rail], top];
        const title = `Browsers to ${box.box.title}`;
        this.#lines.push({ kind: 'route', points, arrow: true, title, marks: [], severity: null });
        starts.set(box.box.id, [middle(box), box.y + box.height]);
      }
      this.#y = bottomOf(boxes);
    }
    this.#y += 18 + RAIL_STEP * balancers.length;
    return starts;
  }

  #nodes(starts: ReadonlyMap<string, readonly [number, number]>): void {
    const { nodes, balancers, networks } = this.#deployment;
    if (nodes.length === 0) {
      this.#looseNetworks();
      return;
    }
    const balancersEnd = Math.max(0, ...[...starts.values()].map(([, y]) => y));
    const rows = rowsOf(nodes, this.#right - this.#left, 300, 4);
    const trunks = new Map<string, number>();
    for (const row of rows) {
      const firstRail = this.#y + 4;
      this.#y += balancers.length === 0 ? 4 : 22 + RAIL_STEP * balancers.length;
      const boxes = this.#row(row, 'node');
      for (const [index, balancer] of balancers.entries()) {
        const start = starts.get(balancer.id);
        if (start !== undefined) {
          this.#route(index, start, balancersEnd + 12, firstRail + RAIL_STEP * index, boxes);
        }
      }
      this.#y = bottomOf(boxes);
      const inRow = networks.filter((network) =>
        boxes.some(({ box }) => this.#membership(box.id, network.id) !== undefined),
      );
      if (inRow.length > 0) this.#bars(inRow, boxes, trunks);
      this.#y += 16;
    }
  }

  /** From a balancer to each of its nodes in one row; beside the rows above, if there are any. */
  #route(
    index: number,
    [x, y]: readonly [number, number],
    level: number,
    rail: number,
    boxes: readonly PlacedBox[],
  ): void {
    const { balancers, routes } = this.#deployment;
    const balancer = balancers[index];
    for (const box of boxes) {
      const link = routes.find((route) => route.from === balancer?.id && route.to === box.box.id);
      if (link === undefined || balancer === undefined) continue;
      const top = box.shape === 'copies' ? box.y - 2 * COPY_STEP : box.y;
      const end: [number, number] = [box.x + (box.width * (index + 1)) / (balancers.length + 1), top];
      const first = this.#boxes.find(({ shape }) => shape === 'node' || shape === 'named' || shape === 'copies');
      const isFirstRow = first?.y === box.y;
      const shift = level + RAIL_STEP * index;
      const gutter = this.#left - RAIL_STEP * (index + 1);
      const points: [number, number][] =
        isFirstRow && level - 12 === y
          ? [[x, y], [x, rail], [end[0], rail], end]
          : [
              [x, y],
              [x, Math.max(shift, y + 6)],
              [gutter, Math.max(shift, y + 6)],
              [gutter, rail],
              [end[0], rail],
              end,
            ];
      const title = `${balancer.title} to ${box.box.title}`;
      this.#lines.push({ kind: 'route', points, arrow: true, title, marks: [], severity: worst(link.marks) });
    }
  }

  #membership(node: string, network: string): Link | undefined {
    return this.#deployment.memberships.find(({ from, to }) => from === node && to === network);
  }

  /** The networks of one row, one below the other, each as wide as the nodes that take part. */
  #bars(
    networks: readonly Deployment['networks'][number][],
    boxes: readonly PlacedBox[],
    trunks: Map<string, number>,
  ): void {
    const marked = networks.some((network) =>
      boxes.some(({ box }) => (this.#membership(box.id, network.id)?.marks.length ?? 0) > 0),
    );
    this.#y += marked ? 44 : 26;
    const tracks: { end: number; y: number }[] = [];
    // The ones with few members come first: what goes on to the next bar then runs beside them.
    const size = ({ id }: { readonly id: string }): number =>
      boxes.filter(({ box }) => this.#membership(box.id, id) !== undefined).length;
    for (const network of networks.toSorted((a, b) => size(a) - size(b))) {
      const members = boxes.filter(({ box }) => this.#membership(box.id, network.id) !== undefined);
      const isSplit = this.#deployment.memberships.filter(({ to }) => to === network.id).length > members.length;
      const { x: start, width } = this.#barPlace(network, members);
      const end = start + width;
      let track = tracks.find((one) => one.end < start);
      if (track === undefined) {
        track = { end: 0, y: this.#y };
        tracks.push(track);
        this.#y += BAR_HEIGHT + 14;
      }
      track.end = end;
      const place = { x: start, y: track.y, width, height: BAR_HEIGHT };
      const bar = placedBar(network, place);
      this.#boxes.push(bar);
      for (const member of members) this.#member(member, bar, network.id);
      if (isSplit) this.#trunk(network.id, bar, trunks);
    }
    this.#y -= 14;
  }

  /** From its first member to its last, or wider, if its words need more. */
  #barPlace(network: Box, members: readonly PlacedBox[]): { readonly x: number; readonly width: number } {
    const start = Math.min(...members.map(({ x }) => x));
    const end = Math.max(...members.map(({ x, width }) => x + width));
    const needed = Math.min(measure(barText(network), TITLE_SIZE) + 2 * PADDING + 28, this.#right - this.#left);
    const more = Math.max(0, needed - (end - start));
    const x = Math.max(this.#left, Math.min(start - more / 2, this.#right - (end - start + more)));
    return { x, width: end - start + more };
  }

  #member(node: PlacedBox, bar: PlacedBox, network: string): void {
    const own = this.#deployment.networks.filter(({ id }) => this.#membership(node.box.id, id) !== undefined);
    const at = own.findIndex(({ id }) => id === network);
    const x = node.x + (node.width * (at + 1)) / (own.length + 1);
    const link = this.#membership(node.box.id, network);
    if (link === undefined) return;
    const top = node.y + node.height;
    const room = node.width / (own.length + 1) - 20;
    this.#lines.push({
      kind: 'membership',
      points: [
        [x, top],
        [x, bar.y],
      ],
      arrow: false,
      title: `${node.box.title} in ${bar.box.title}`,
      marks: placeMarks(link.marks, x + 10, top + 12, room),
      severity: worst(link.marks),
    });
  }

  /** The bars of one network in several rows are one network. */
  #trunk(network: string, bar: PlacedBox, trunks: Map<string, number>): void {
    const index = this.#deployment.networks.findIndex(({ id }) => id === network);
    const x = this.#right + RAIL_STEP * (index + 1);
    const y = bar.y + bar.height / 2;
    const from = trunks.get(network);
    const right = bar.x + bar.width;
    const points: [number, number][] =
      from === undefined
        ? [
            [right, y],
            [x, y],
          ]
        : [
            [x, from],
            [x, y],
            [right, y],
          ];
    this.#lines.push({ kind: 'membership', points, arrow: false, title: '', marks: [], severity: null });
    trunks.set(network, y);
  }

  #looseNetworks(): void {
    for (const network of this.#deployment.networks) {
      const place = { x: this.#left, y: this.#y, width: Math.min(640, this.#right - this.#left), height: BAR_HEIGHT };
      this.#boxes.push(placedBar(network, place));
      this.#y += BAR_HEIGHT + 14;
    }
  }

  #applications(): void {
    const { applications, nodes } = this.#deployment;
    if (applications.length === 0) return;
    if (nodes.length > 0) this.#label(applications.length === 1 ? 'Application' : 'Applications');
    for (const row of rowsOf(applications, this.#right - this.#left, 340, 3)) {
      this.#y = bottomOf(this.#row(row, 'application')) + 12;
    }
  }

  /** One row of boxes of equal height, in the middle. */
  #row(row: Row, shape: 'balancer' | 'node' | 'application'): readonly PlacedBox[] {
    const total = row.boxes.length * row.width + (row.boxes.length - 1) * GAP;
    let x = this.#left + (this.#right - this.#left - total) / 2;
    const height = Math.max(...row.boxes.map((box) => heightOf(box, row.width)));
    const boxes = row.boxes.map((box) => {
      const found = placed(box, shape === 'node' ? nodeShape(box) : shape, { x, y: this.#y, width: row.width, height });
      x += row.width + GAP;
      return found;
    });
    this.#boxes.push(...boxes);
    return boxes;
  }
}

function frameTitle(nodes: Deployment['nodes']): string {
  if (nodes.length === 0) return 'Application';
  if (nodes.some(({ copies }) => copies)) return 'Nodes, some in several copies';
  return nodes.length === 1 ? '1 node' : `${nodes.length} nodes`;
}

function middle({ x, width }: Place): number {
  return x + width / 2;
}

function bottomOf(boxes: readonly Place[]): number {
  return Math.max(...boxes.map(({ y, height }) => y + height));
}
