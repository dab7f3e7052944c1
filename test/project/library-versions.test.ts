import { describe, expect, it } from 'vitest';
import { jsfImplementation, springMajor } from '../../src/project/library-versions.ts';
import { ProjectCache } from '../../src/project/project-cache.ts';
import { dependency, plant, pom } from './tree.ts';

const webmvc = (version: string): string =>
  dependency('org.springframework', 'spring-webmvc', `<version>${version}</version>`);
const boot = (version: string): string =>
  `<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version><relativePath/></parent>`;
const parent = '<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent>';

describe('springMajor', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['no build file', {}, undefined],
    ['a version', { 'pom.xml': pom(`<dependencies>${webmvc('5.3.39')}</dependencies>`) }, 5],
    [
      'a property of a property',
      {
        'pom.xml': pom(
          `<properties><a>\${b}</a><b>6.1.0</b></properties><dependencies>${webmvc('${a}')}</dependencies>`,
        ),
      },
      6,
    ],
    [
      'a property in a circle',
      {
        'pom.xml': pom(
          `<properties><a>\${b}\${b}</a><b>\${a}</b></properties><dependencies>${webmvc('${a}')}</dependencies>`,
        ),
      },
      undefined,
    ],
    ['Boot 3', { 'pom.xml': pom(boot('3.2.1')) }, 6],
    ['Boot 2', { 'pom.xml': pom(boot('2.7.18')) }, 5],
    [
      'tests only',
      {
        'pom.xml': pom(
          `<dependencies>${dependency('org.springframework', 'spring-web', '<version>6.0.0</version><scope>test</scope>')}</dependencies>`,
        ),
      },
      undefined,
    ],
    [
      'a bill of materials',
      {
        'pom.xml': pom(
          `<dependencyManagement><dependencies>${dependency('org.springframework', 'spring-framework-bom', '<version>4.3.30.RELEASE</version>')}</dependencies></dependencyManagement>`,
        ),
      },
      4,
    ],
    [
      'Gradle variable',
      {
        'build.gradle':
          'ext { springVersion = \'5.2.0\' }\ndependencies { implementation "org.springframework:spring-webmvc:$springVersion" }',
      },
      5,
    ],
    [
      'gradle.properties',
      {
        'gradle.properties': 'v=6.0.1\n',
        'build.gradle': "dependencies {\n compile group: 'org.springframework', name: 'spring-web', version: v\n}",
      },
      6,
    ],
    ['Gradle plugin', { 'build.gradle.kts': 'plugins {\n  id("org.springframework.boot") version "3.1.0"\n}' }, 6],
    [
      'version catalog',
      {
        'gradle/libs.versions.toml':
          '[versions]\nboot = "2.6.0"\n[plugins]\nspring-boot = { id = "org.springframework.boot", version.ref = "boot" }\n',
        'build.gradle.kts': 'plugins { alias(libs.plugins.spring.boot) }',
      },
      5,
    ],
    ['a jar', { 'build.xml': '<project/>', 'WebRoot/WEB-INF/lib/spring-web-3.2.9.RELEASE.jar': '' }, 3],
    ['not a commented one', { 'pom.xml': pom(`<!-- <dependencies>${webmvc('5.3.39')}</dependencies> -->`) }, undefined],
  ])('%s', (_, files, expected) => {
    expect(
      springMajor(plant({ 'src/A.java': '', '.git/HEAD': '', ...files }).at('src/A.java'), new ProjectCache()),
    ).toBe(expected);
  });

  it('takes time in proportion to a script', () => {
    const blank = ' '.repeat(100_000);
    const lines = [
      `id${blank}x`,
      `id "a"${blank}x`,
      `set${blank}x`,
      `${'test'.repeat(25_000)} x`,
      `a = ${blank}"`,
      `"a:${blank}`,
    ];
    const tree = plant({
      'build.gradle': lines.join('\n'),
      'gradle.properties': `a${blank}b\nspring = 5.0.0${blank}`,
      'src/main/resources/application.properties': `a${blank}\u2028${blank}`,
      'src/A.java': '',
    });
    expect(springMajor(tree.at('src/A.java'), new ProjectCache())).toBeUndefined();
  });

  it('resolves versions in the parents that the tree has, the own property first', () => {
    const tree = plant({
      'pom.xml': pom(
        `<modules><module>m</module></modules><properties><spring.version>4.0.0</spring.version></properties><dependencyManagement><dependencies>${webmvc('${spring.version}')}</dependencies></dependencyManagement>`,
      ),
      'm/pom.xml': pom(
        `${parent}<properties><spring.version>5.0.0</spring.version></properties><dependencies>${dependency('org.springframework', 'spring-webmvc')}</dependencies>`,
      ),
      'm/src/A.java': '',
    });
    expect(springMajor(tree.at('m/src/A.java'), new ProjectCache())).toBe(5);
    expect(springMajor(tree.at('src/A.java'), new ProjectCache())).toBe(4);
  });
});

describe('jsfImplementation', () => {
  it.each<[string, 'mojarra' | 'myfaces' | undefined]>([
    [dependency('org.glassfish', 'jakarta.faces'), 'mojarra'],
    [dependency('com.sun.faces', 'jsf-impl'), 'mojarra'],
    [dependency('org.apache.myfaces.core', 'myfaces-impl'), 'myfaces'],
    [dependency('jakarta.faces', 'jakarta.faces-api'), undefined],
  ])('%s', (content, expected) => {
    const tree = plant({ 'pom.xml': pom(`<dependencies>${content}</dependencies>`), 'src/A.java': '' });
    expect(jsfImplementation(tree.at('src/A.java'), new ProjectCache())).toBe(expected);
  });
});
