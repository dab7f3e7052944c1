/**
 * Stands in for the two sets of code points that java-parser reads identifiers with. Filling them with 130,000 entries each
 * takes a third of the parser's start; here they are sorted ranges, written out when the package is built.
 */

/** The text of a module with the exports of java-parser's `unicodesets.js`, given those sets. */
export function compactSets(sets) {
  const exports = Object.entries(sets).map(
    ([name, set]) =>
      `export const ${name} = codePoints(${JSON.stringify(boundaries(set))}, ${JSON.stringify(starts(set))});`,
  );
  return `${codePoints.toString()}\n${exports.join('\n')}\n`;
}

/** First and last code point of each range, in order. */
function boundaries(set) {
  const sorted = [...set].sort((a, b) => a - b);
  const result = [];
  for (const point of sorted) {
    if (result.length > 0 && result.at(-1) === point - 1) result[result.length - 1] = point;
    else result.push(point, point);
  }
  return result;
}

/**
 * The only other use of a set is that the lexer asks which characters a name may start with. It tells them apart one by one
 * up to 255 and in groups of 255 beyond: one of each group is enough.
 */
function starts(set) {
  const byGroup = new Map();
  for (const point of set) {
    const unit = point & 0xffff;
    const group = unit > 255 ? 255 + Math.floor(unit / 255) : unit;
    if (!byGroup.has(group)) byGroup.set(group, unit);
  }
  return [...byGroup.values()];
}

/** Part of the generated module. */
function codePoints(ranges, starts) {
  const ascii = new Uint8Array(128);
  for (let i = 0; i < ranges.length; i += 2) {
    for (let point = ranges[i]; point <= ranges[i + 1] && point < 128; point++) ascii[point] = 1;
  }
  return {
    has(point) {
      if (point < 128) return ascii[point] === 1;
      // Past the end of the text.
      if (point === undefined) return false;
      let low = 0;
      let high = ranges.length / 2 - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        if (point < ranges[2 * middle]) high = middle - 1;
        else if (point > ranges[2 * middle + 1]) low = middle + 1;
        else return true;
      }
      return false;
    },
    [Symbol.iterator]: () => starts[Symbol.iterator](),
  };
}
