/**
 * How wide text may become in a drawing. Fonts differ from one machine to the next, so that these are upper bounds: the widths
 * of DejaVu Sans Bold, the widest of the usual ones, in classes of characters.
 */
import { textWidth } from '../format/text-width.ts';

const NARROW = /[ijlIftr.,:;'|!()[\]{}/\\ "-]/;
const WIDE = /[mwMWGOQ@%&#—…✖▲+=<>~]/;

/** In em. */
function widthOf(character: string): number {
  if (NARROW.test(character)) return 0.5;
  if (WIDE.test(character)) return 1.12;
  if (/[a-z0-9_]/.test(character)) return 0.74;
  if (/[A-Z]/.test(character)) return 0.86;
  const columns = textWidth(character);
  return columns === 0 ? 0 : columns === 2 ? 1.1 : 1;
}

/** In the unit of the font size. */
export function measure(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width * fontSize;
}

/** The text, or as much of its start, or its end, as there is room for, with an ellipsis. */
export function fit(text: string, room: number, fontSize: number, keep: 'start' | 'end' = 'start'): string {
  if (measure(text, fontSize) <= room) return text;
  const characters = Array.from(text);
  if (keep === 'end') characters.reverse();
  let width = widthOf('…') * fontSize;
  const kept: string[] = [];
  for (const character of characters) {
    width += widthOf(character) * fontSize;
    if (width > room) break;
    kept.push(character);
  }
  return keep === 'start' ? `${kept.join('')}…` : `…${kept.reverse().join('')}`;
}

/** Lines of at most `room`, broken at blanks where there are any; the last one is cut when they are more than `most`. */
export function wrap(text: string, room: number, fontSize: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measure(longer, fontSize) <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.slice(0, most);
  const rest = lines.slice(most - 1).join(' ');
  if (lines.length > most) shown[most - 1] = rest;
  return shown.map((one) => fit(one, room, fontSize));
}
