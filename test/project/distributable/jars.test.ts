/** Fragments in jars: whole ones, broken ones, and ones that lie about their size. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/languages/xml/parse.ts';
import { jarsSwitchingOff } from '../../../src/project/distributable/merged-fragments.ts';
import { ProjectCache } from '../../../src/project/project-cache.ts';
import { plant } from '../tree.ts';

const FRAGMENT = '<web-fragment><name>a</name></web-fragment>';
const ENTRY = 'META-INF/web-fragment.xml';
const WEB = '<web-app><distributable/></web-app>';

function jarsOf(jars: Record<string, Uint8Array>, web = WEB): readonly string[] {
  const files = Object.fromEntries(Object.entries(jars).map(([name, bytes]) => [`WEB-INF/lib/${name}`, bytes]));
  const tree = plant({ 'WEB-INF/web.xml': web, ...files });
  const parsed = parseXml(web, tree.at('WEB-INF/web.xml'));
  if (!parsed.ok) throw new Error('not parsed');
  return jarsSwitchingOff(tree.at('WEB-INF/web.xml'), parsed.document, new ProjectCache());
}

const jar = (text: string | Uint8Array, options: { level?: 0 | 9; comment?: string } = {}) =>
  zipSync({ 'a/B.class': new Uint8Array(500), [ENTRY]: typeof text === 'string' ? strToU8(text) : text }, options);

describe('a jar', () => {
  it('with such a fragment is named, packed or not, with a comment at its end or without', () => {
    expect(
      jarsOf({
        'b.jar': jar(FRAGMENT),
        'a.JAR': jar(FRAGMENT, { level: 0 }),
        'c.jar': jar(FRAGMENT, { comment: 'PK\u0005\u0006' }),
      }),
    ).toEqual(['a.JAR', 'b.jar', 'c.jar']);
  });

  it('in another encoding is read', () => {
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${FRAGMENT}`, 'utf16le'));
    expect(jarsOf({ 'a.jar': jar(utf16) })).toEqual(['a.jar']);
  });

  it.each([
    ['a distributable fragment', jar(FRAGMENT.replace('</web', '<distributable/></web'))],
    ['no fragment', zipSync({ 'META-INF/other.xml': strToU8(FRAGMENT) })],
    ['a fragment elsewhere', zipSync({ 'x/META-INF/web-fragment.xml': strToU8(FRAGMENT) })],
    ['another document', jar('<web-app/>')],
    ['a broken document', jar('<web-fragment>')],
    ['nothing', new Uint8Array(0)],
    ['no zip', strToU8('PK\u0005\u0006')],
  ])('with %s is not', (_, bytes) => {
    expect(jarsOf({ 'a.jar': bytes })).toEqual([]);
  });

  it('cut off anywhere is not, and throws nothing', () => {
    const whole = jar(FRAGMENT);
    for (let end = 0; end < whole.length; end += 3) expect(jarsOf({ 'a.jar': whole.slice(0, end) })).toEqual([]);
  });

  it('with any byte changed throws nothing', () => {
    const whole = jar(FRAGMENT);
    for (let at = 0; at < whole.length; at += 2) {
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect(jarsOf({ 'a.jar': changed }).length).toBeLessThanOrEqual(1);
    }
  });

  it('with an entry that is far too large is not unpacked', () => {
    const bomb = jar(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(jarsOf({ 'a.jar': bomb })).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    // The directory says 100 bytes.
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    for (let at = 0; at + 4 < lying.length; at++)
      if (view.getUint32(at, true) === 20_000_000) view.setUint32(at, 100, true);
    expect(jarsOf({ 'a.jar': lying })).toEqual([]);
  });
});
