/** Boxes with their words and marks in their places. */
import type { Box, Mark, Network } from './deployment.ts';
import { fit, measure, wrap } from './text-metrics.ts';

export const TITLE_SIZE = 14;
const LINE_SIZE = 12;
const MARK_SIZE = 12;
const LINE_HEIGHT = 18;
export const PADDING = 12;
const MARK_HEIGHT = 20;
export const GAP = 24;
/** By how much each of the two boxes behind one with copies stands out. */
export const COPY_STEP = 4;

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedText {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly style: 'title' | 'plain' | 'path' | 'missing';
}

export interface PlacedMark extends Place {
  /** Null for the mark that stands for those which there was no room for; it names `count` of them. */
  readonly mark: Mark | null;
  readonly label: string;
  /** Of the first that it stands for. */
  readonly target: number;
  readonly severity: Mark['severity'];
}

export interface PlacedBox extends Place {
  readonly box: Box;
  readonly shape: 'balancer' | 'node' | 'named' | 'copies' | 'application' | 'cluster' | 'store' | 'browsers';
  readonly texts: readonly PlacedText[];
  readonly marks: readonly PlacedMark[];
}

export function nodeShape(box: Box): PlacedBox['shape'] {
  if ('copies' in box && box.copies === true) return 'copies';
  return 'origin' in box && box.origin === 'named' ? 'named' : 'node';
}

export interface Row {
  readonly boxes: readonly Box[];
  readonly width: number;
}

export function rowsOf(boxes: readonly Box[], room: number, widest: number, most: number): readonly Row[] {
  const rows = Math.ceil(boxes.length / most);
  // As even as can be: five are three and two, not four and one.
  const each = Math.ceil(boxes.length / rows);
  const width = Math.floor(Math.min(widest, (room - (each - 1) * GAP) / each));
  return Array.from({ length: rows }, (_, index) => ({ boxes: boxes.slice(index * each, (index + 1) * each), width }));
}

function textLines(box: Box, width: number): readonly { readonly text: string; readonly style: PlacedText['style'] }[] {
  const room = width - 2 * PADDING;
  return box.lines.flatMap(
    ({ text, style }): readonly { readonly text: string; readonly style: PlacedText['style'] }[] => {
      if (style === 'path') return [{ text: fit(text, room, LINE_SIZE, 'end'), style }];
      // The sign of what is missing takes room, too.
      const shown = style === 'missing' ? `▲ ${text}` : text;
      return wrap(shown, room, LINE_SIZE, 3).map((line) => ({ text: line, style }));
    },
  );
}

export function heightOf(box: Box, width: number): number {
  const lines = textLines(box, width).length;
  const marks = box.marks.length === 0 ? 0 : MARK_HEIGHT + 8;
  return 2 * PADDING + TITLE_SIZE + 2 + lines * LINE_HEIGHT + marks;
}

export function placed(box: Box, shape: PlacedBox['shape'], place: Place): PlacedBox {
  const { x, y, width, height } = place;
  const room = width - 2 * PADDING;
  const title: PlacedText = {
    x: x + PADDING,
    y: y + PADDING + TITLE_SIZE - 2,
    text: fit(box.title, room, TITLE_SIZE),
    style: 'title',
  };
  const lines = textLines(box, width).map(({ text, style }, index) => ({
    x: x + PADDING,
    y: y + PADDING + TITLE_SIZE + 2 + LINE_HEIGHT * (index + 1) - 4,
    text,
    style,
  }));
  const marks = placeMarks(box.marks, x + PADDING, y + height - PADDING - MARK_HEIGHT + 2, room);
  return { ...place, box, shape, texts: [title, ...lines], marks };
}

/** A network: its title, and what else is known of it, on one line. */
export function placedBar(network: Network, place: Place): PlacedBox {
  const room = place.width - 2 * PADDING - 26;
  const title: PlacedText = {
    x: place.x + PADDING + 26,
    y: place.y + place.height / 2 + 5,
    text: fit(barText(network), room, TITLE_SIZE),
    style: 'title',
  };
  return { ...place, box: network, shape: network.kind, texts: [title], marks: [] };
}

export function barText({ title, lines }: Box): string {
  return [title, ...lines.map((line) => line.text)].join(' · ');
}

function labelOf({ number, severity }: Mark): string {
  return `${severity === 'error' ? '✖' : '▲'} ${number}`;
}

/** As many as there is room for, errors first, and one that stands for the rest. */
export function placeMarks(marks: readonly Mark[], x: number, y: number, room: number): readonly PlacedMark[] {
  const ordered = marks.toSorted((a, b) =>
    a.severity === b.severity ? a.number - b.number : a.severity === 'error' ? -1 : 1,
  );
  const found: PlacedMark[] = [];
  const widthOf = (label: string): number => Math.ceil(measure(label, MARK_SIZE)) + 12;
  let at = x;
  for (const [index, mark] of ordered.entries()) {
    const label = labelOf(mark);
    const rest = ordered.length - index;
    const more = `+${rest}`;
    const reserve = rest > 1 ? widthOf(`+${rest - 1}`) + 6 : 0;
    const width = widthOf(label);
    const { severity, number } = mark;
    if (found.length > 0 && at + width + reserve > x + room) {
      found.push({
        x: at,
        y,
        width: widthOf(more),
        height: MARK_HEIGHT,
        mark: null,
        label: more,
        target: number,
        severity,
      });
      break;
    }
    found.push({ x: at, y, width, height: MARK_HEIGHT, mark, label, target: number, severity });
    at += width + 6;
  }
  return found;
}

export function worst(marks: readonly Mark[]): Mark['severity'] | null {
  if (marks.length === 0) return null;
  return marks.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}
