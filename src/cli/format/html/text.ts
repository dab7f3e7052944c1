/** Text in HTML: escaped, and without characters that could reorder or hide it. */
import { escapeMarkup } from '../markup.ts';
import { harmless } from '../text-width.ts';

/** Markup that was made here; everything else goes through `text`. */
export type Html = string & { readonly html: unique symbol };

/** For element content and attribute values. Lines of several stay apart. */
export function text(value: string | number): Html {
  return String(value)
    .split('\n')
    .map((line) => escapeMarkup(harmless(line)))
    .join('\n') as Html;
}

/**
 * A template whose values are markup already; lists of them are joined. The indentation of the template is left out. (The tag is
 * not called html: prettier would lay out the templates anew, and blanks count in some.)
 */
export function markup(parts: TemplateStringsArray, ...values: readonly (Html | readonly Html[] | number)[]): Html {
  const shown = values.map((value) => (typeof value === 'object' ? value.join('') : String(value)));
  return parts.map((part, index) => part.replace(/\n +/g, '\n') + (shown[index] ?? '')).join('') as Html;
}

export const NOTHING = '' as Html;

export function count(number: number, noun: string): Html {
  return text(`${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`);
}
