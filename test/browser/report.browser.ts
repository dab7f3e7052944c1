/** The HTML report in a real browser, without scripts: what is where, what links where, and that nothing is cut off. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testFolder } from '../cli/run-cli.ts';
import { launch } from './browser.ts';
import { SCENES, type Scene } from './scenes.ts';

/** Screenshots for people to look at. */
const PICTURES = process.env['REPORT_PICTURES'] ?? join(tmpdir(), 'session-lint-pictures');

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
  mkdirSync(PICTURES, { recursive: true });
});
afterAll(() => browser.close());

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Opened {
  readonly page: Page;
  readonly problems: readonly string[];
  readonly html: string;
  readonly findings: number;
}

async function open({ files, argv = [] }: Scene, width: number, colorScheme: 'light' | 'dark'): Promise<Opened> {
  const folder = testFolder(files);
  const { stdout, code } = await folder.run(['--format', 'html', '--output-file', 'json=out/results.json', ...argv]);
  expect([0, 1]).toContain(code);
  const json = readFileSync(join(folder.path, 'out/results.json'), 'utf8');
  const results = JSON.parse(json) as { messages: unknown[] }[];
  const report = folder.write('report.html', stdout);
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) problems.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(report).href);
  return { page, problems, html: stdout, findings: results.reduce((sum, result) => sum + result.messages.length, 0) };
}

/** Corners in CSS pixels. A page without scripts can still be asked from outside. */
function boxesOf(page: Page, selector: string): Promise<Box[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    }),
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
}

function holds(outer: Box, inner: Box): boolean {
  const { left, right, top, bottom } = inner;
  return (
    left >= outer.left - 0.5 && right <= outer.right + 0.5 && top >= outer.top - 0.5 && bottom <= outer.bottom + 0.5
  );
}

describe.each(SCENES)('$name', (scene) => {
  test.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)('at %i pixels, %s', async (width, scheme) => {
    const { page, problems, findings } = await open(scene, width, scheme);
    const root = page.locator('html');
    expect(await root.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    expect(await page.locator('svg.deployment').count()).toBe(scene.drawings);
    expect(await page.locator('article.finding').count()).toBe(findings);

    // The drawing: nothing on top of anything else, and all words in their boxes.
    const shapes = await boxesOf(page, 'svg.deployment .shape');
    const clashes = shapes.flatMap((one, index) => shapes.slice(index + 1).filter((other) => overlap(one, other)));
    expect(clashes).toEqual([]);
    const groups = await page.locator('svg.deployment g.box').evaluateAll((elements) =>
      elements.map((element) =>
        [...element.querySelectorAll('.shape, text, .mark rect')].map((part) => {
          const { left, right, top, bottom } = part.getBoundingClientRect();
          return { left, right, top, bottom };
        }),
      ),
    );
    const outside = groups.flatMap(([shape, ...inside]) =>
      inside.filter((part) => shape === undefined || !holds(shape, part)),
    );
    expect(outside).toEqual([]);
    const marks = await boxesOf(page, 'svg.deployment .mark rect');
    expect(marks.flatMap((one, index) => marks.slice(index + 1).filter((other) => overlap(one, other)))).toEqual([]);

    // Every link leads somewhere, and every number of the drawing to the finding that has it.
    const dangling = await page.locator('a[href^="#"]').evaluateAll((links) =>
      links.flatMap((link) => {
        const id = link.getAttribute('href')?.slice(1) ?? '';
        return link.ownerDocument.getElementById(id) === null ? [id] : [];
      }),
    );
    expect(dangling).toEqual([]);
    const numbers = await page
      .locator('svg.deployment a.mark')
      .evaluateAll((links) => links.map((link) => [link.textContent.trim(), link.getAttribute('href')] as const));
    for (const [label, href] of numbers.filter(([text]) => !text.startsWith('+'))) {
      expect(href).toBe(`#finding-${label.replace(/^\S+ /, '')}`);
    }
    const name = `${scene.name.replaceAll(/[^\w]+/g, '-')}-${width}`;
    if (findings < 100) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

function scene(name: string): Scene {
  const found = SCENES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no scene ${name}`);
  return found;
}

describe('the page', () => {
  test('has one level-one heading, levels without gaps, landmarks, captions, and names for all regions', async () => {
    const { page } = await open(scene('nginx and two Tomcats'), 1280, 'light');
    const levels = await page
      .locator('h1, h2, h3, h4, h5, h6')
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const gaps = levels.filter((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1);
    expect(gaps).toEqual([]);
    for (const landmark of ['banner', 'navigation', 'main', 'contentinfo'] as const) {
      expect(await page.getByRole(landmark).count()).toBe(1);
    }
    expect(await page.locator('table:not(:has(caption))').count()).toBe(0);
    expect(await page.locator('svg.deployment > title').count()).toBe(1);
    expect(await page.locator('svg.deployment > desc').count()).toBe(1);
    const words = (await page.locator('details.words').textContent()) ?? '';
    for (const part of ['nginx: backend', 'tomcat1', 'Multicast 228.0.0.4:45564', 'shop', 'not distributable']) {
      expect(words).toContain(part);
    }
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('has enough contrast, %s', async (scheme) => {
    const { page } = await open(scene('nginx and two Tomcats'), 1280, scheme);
    const low = await page.locator('body *').evaluateAll((elements) => {
      type Color = readonly [number, number, number, number];
      const colorOf = (value: string): Color => {
        const [r = 0, g = 0, b = 0, a = 1] = (value.match(/[\d.]+/g) ?? ['0', '0', '0', '0']).map(Number);
        return [r, g, b, a];
      };
      const light = ([r, g, b]: Color): number => {
        const [x = 0, y = 0, z = 0] = [r, g, b].map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
      };
      const behind = (element: Element): Color => {
        for (let at: Element | null = element; at !== null; at = at.parentElement) {
          const sibling = at.tagName === 'text' ? at.parentElement?.querySelector(':scope > rect') : null;
          const fill = sibling ? colorOf(getComputedStyle(sibling).fill) : null;
          if (fill !== null && fill[3] === 1) return fill;
          const color = colorOf(getComputedStyle(at).backgroundColor);
          if (color[3] === 1) return color;
        }
        return [255, 255, 255, 1];
      };
      return elements.flatMap((element) => {
        const own = [...element.childNodes].some(
          (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
        );
        if (!own || element.getClientRects().length === 0 || element.closest('.skip') !== null) return [];
        if (element.tagName === 'title' || element.tagName === 'desc') return [];
        const style = getComputedStyle(element);
        const front = light(colorOf(element.tagName === 'text' ? style.fill : style.color));
        const back = light(behind(element));
        const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
        return ratio < 4.5 ? [`${element.outerHTML.slice(0, 120)}: ${ratio.toFixed(2)}`] : [];
      });
    });
    expect(low).toEqual([]);
    await page.context().close();
  });

  test('runs nothing that a file name or a message brings along', async () => {
    const { page, html, problems } = await open(scene('hostile'), 1280, 'light');
    expect(await page.locator('script, img, iframe, body style').count()).toBe(0);
    expect(html).not.toMatch(/[\u202A-\u202E]/);
    expect(await page.locator('article.finding pre').first().textContent()).toContain(
      '</pre><script>alert(1)</script>',
    );
    expect(problems).toEqual([]);
    // With scripts allowed the policy stands in the way.
    const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
    const other = await context.newPage();
    const alerts: string[] = [];
    other.on('dialog', (dialog) => {
      alerts.push(dialog.message());
      void dialog.dismiss();
    });
    await other.setContent(html);
    expect(alerts).toEqual([]);
    await context.close();
    await page.context().close();
  });

  test('prints with everything open, and in the colors of paper', async () => {
    const { page } = await open(scene('nginx and two Tomcats'), 1280, 'dark');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('details.repair pre').first().isVisible()).toBe(true);
    const background = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    expect(background).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4' });
    writeFileSync(join(PICTURES, 'print.pdf'), pdf);
    expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
    await page.context().close();
  });
});
