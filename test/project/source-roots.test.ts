import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProjectCache } from '../../src/project/project-cache.ts';
import { findJavaFile, projectRootOf, sourceRootOf, sourceRoots } from '../../src/project/source-roots.ts';
import { javaClass, plant, pom } from './tree.ts';

describe('sourceRootOf', () => {
  it('takes the package off the folder', () => {
    expect(sourceRootOf('/a/src/p/q/C.java', 'p.q')).toBe('/a/src');
    expect(sourceRootOf('/a/src/C.java', null)).toBe('/a/src');
    expect(sourceRootOf('/a/src/p/C.java', 'p.q')).toBeUndefined();
    expect(sourceRootOf('/C.java', 'p')).toBeUndefined();
  });
});

describe('projectRootOf', () => {
  it('finds the outermost pom of a build, through folders without one', () => {
    const tree = plant({
      'pom.xml': pom('<modules><module>modules/web</module></modules>'),
      'modules/web/pom.xml': pom(),
      'modules/web/src/main/java/p/A.java': javaClass('p.A'),
    });
    expect(projectRootOf(tree.at('modules/web/src/main/java/p/A.java'), new ProjectCache())).toBe(tree.root);
  });

  it.each([
    ['WebContent', 'src/p/A.java'],
    ['src/main/webapp', 'src/main/java/p/A.java'],
    ['web', 'java/p/A.java'],
  ])('takes what lies beside the web root %s for a part of the project', (webRoot, source) => {
    const tree = plant({
      [`project/${webRoot}/WEB-INF/web.xml`]: '<web-app/>',
      [`project/${webRoot}/a.jsp`]: '',
      [`project/${source}`]: javaClass('p.A'),
    });
    expect(projectRootOf(tree.at(`project/${webRoot}/a.jsp`), new ProjectCache())).toBe(tree.at('project'));
  });

  it('takes a folder with WEB-INF that has no such name for the whole', () => {
    const tree = plant({ 'shop/WEB-INF/web.xml': '<web-app/>', 'shop/a.jsp': '', 'other/b.jsp': '' });
    expect(projectRootOf(tree.at('shop/a.jsp'), new ProjectCache())).toBe(tree.at('shop'));
  });

  it('does not take a pom that knows nothing of the module', () => {
    const tree = plant({
      'pom.xml': pom(),
      'samples/web/pom.xml': pom(),
      'samples/web/src/A.java': javaClass('A'),
    });
    expect(projectRootOf(tree.at('samples/web/src/A.java'), new ProjectCache())).toBe(tree.at('samples/web'));
  });

  it.each([
    [
      'Gradle settings',
      { 'settings.gradle.kts': '', 'a/b/build.gradle.kts': '', 'a/b/src/A.java': '' },
      'a/b/src/A.java',
      '',
    ],
    ['Ant', { 'app/build.xml': '<project/>', 'app/src/p/A.java': '' }, 'app/src/p/A.java', 'app'],
    ['Eclipse', { 'app/.project': '<x/>', 'app/src/A.java': '' }, 'app/src/A.java', 'app'],
    ['a web folder', { 'app/WEB-INF/src/A.java': '' }, 'app/WEB-INF/src/A.java', 'app'],
    ['a repository', { 'x/.git/HEAD': '', 'x/code/A.java': '' }, 'x/code/A.java', 'x'],
    [
      'a build file before a repository',
      { '.git/HEAD': '', 'x/pom.xml': '<project/>', 'x/A.java': '' },
      'x/A.java',
      'x',
    ],
    ['no marker, Maven folders', { 'x/src/main/java/p/A.java': javaClass('p.A') }, 'x/src/main/java/p/A.java', 'x'],
    ['no marker, src', { 'x/src/p/A.java': javaClass('p.A') }, 'x/src/p/A.java', 'x'],
    ['no marker at all', { 'x/p/q/A.java': javaClass('p.q.A') }, 'x/p/q/A.java', 'x'],
    ['a loose file', { 'x/y/A.java': 'class A {}' }, 'x/y/A.java', 'x/y'],
    ['a file that is not there', { 'x/pom.xml': '<project/>' }, 'x/src/main/java/p/New.java', 'x'],
  ] satisfies [string, Record<string, string>, string, string][])('%s', (_, files, path, root) => {
    const tree = plant(files);
    expect(projectRootOf(tree.at(path), new ProjectCache())).toBe(tree.at(root));
  });
});

describe('sourceRoots', () => {
  const rootsOf = (files: Record<string, string>, root = ''): readonly string[] => {
    const tree = plant(files);
    return sourceRoots(tree.at(root), new ProjectCache()).map((path) => path.slice(tree.root.length + 1));
  };

  it('lists the roots of all modules, tests last', () => {
    expect(
      rootsOf({
        'pom.xml': pom('<modules><module>a</module><module>b</module></modules>'),
        'a/pom.xml': pom(),
        'a/src/main/java/p/A.java': javaClass('p.A'),
        'a/src/test/java/p/ATest.java': javaClass('p.ATest'),
        'b/pom.xml': pom('<build><sourceDirectory>${project.basedir}/code</sourceDirectory></build>'),
        'b/code/q/B.java': javaClass('q.B'),
        'b/target/generated/q/G.java': javaClass('q.G'),
      }),
    ).toEqual(['a/src/main/java', 'b/code', 'a/src/test/java']);
  });

  it('reads .classpath, with back slashes and neighbours', () => {
    const files = {
      'web/.project': '<projectDescription/>',
      'web/.classpath': `<classpath>
        <classpathentry kind="src" path="build\\gen"/>
        <classpathentry kind="src" path="checks"><attributes><attribute name="test" value="true"/></attributes></classpathentry>
        <classpathentry kind="src" path="/common"/>
        <classpathentry kind="output" path="bin"/>
      </classpath>`,
      'web/build/gen/p/A.java': javaClass('p.A'),
      'web/checks/p/B.java': javaClass('p.B'),
      'common/.classpath': '<classpath><classpathentry kind="src" path="src"/></classpath>',
      'common/src/p/C.java': javaClass('p.C'),
    };
    expect(rootsOf(files, 'web')).toEqual(['common/src', 'web/build/gen', 'web/checks']);
  });

  it('believes package declarations in any layout', () => {
    expect(
      rootsOf({
        'build.xml': '<project/>',
        'Main.java': 'class Main {}',
        'JavaSource/com/x/A.java': javaClass('com.x.A'),
        'web/WEB-INF/classes/com/y/B.java': javaClass('com.y.B'),
        'misc/wrong/place/C.java': javaClass('some.other.C'),
        'node_modules/n/D.java': javaClass('n.D'),
      }),
    ).toEqual(['', 'JavaSource', 'web/WEB-INF/classes']);
  });

  it('survives links in circles and folders that are not there', () => {
    const tree = plant({ 'pom.xml': pom(), 'src/main/java/p/A.java': javaClass('p.A'), 'other/x.txt': '' });
    symlinkSync(tree.root, tree.at('other/loop'));
    symlinkSync(dirname(tree.root), tree.at('other/out'));
    symlinkSync(join(tree.root, 'nowhere'), tree.at('other/dangling'));
    expect(sourceRoots(tree.root, new ProjectCache())).toEqual([tree.at('src/main/java')]);
    expect(sourceRoots(tree.at('missing'), new ProjectCache())).toEqual([]);
  });
});

describe('findJavaFile', () => {
  const twoModules = {
    'pom.xml': pom('<modules><module>a</module><module>b</module></modules>'),
    'a/pom.xml': pom(),
    'a/src/main/java/p/A.java': javaClass('p.A'),
    'a/src/main/java/p/Same.java': javaClass('p.Same'),
    'a/src/test/java/p/ATest.java': javaClass('p.ATest'),
    'a/src/test/java/p/Fake.java': javaClass('p.Fake'),
    'b/pom.xml': pom(),
    'b/src/main/java/p/Same.java': javaClass('p.Same'),
    'b/src/main/java/q/B.java': javaClass('q.B'),
  };

  it.each([
    ['in the same root', 'p.Same', 'a/src/main/java/p/A.java', 'a/src/main/java/p/Same.java'],
    ['in its own root rather than another', 'p.Same', 'b/src/main/java/q/B.java', 'b/src/main/java/p/Same.java'],
    ['in the same module', 'p.Same', 'a/src/test/java/p/ATest.java', 'a/src/main/java/p/Same.java'],
    ['in another module', 'q.B', 'a/src/main/java/p/A.java', 'b/src/main/java/q/B.java'],
    ['nested, with a dot', 'q.B.Inner.Deeper', 'a/src/main/java/p/A.java', 'b/src/main/java/q/B.java'],
    ['nested, with a dollar', 'q.B$Inner', 'a/src/main/java/p/A.java', 'b/src/main/java/q/B.java'],
    ['in tests, for a test', 'p.Fake', 'a/src/test/java/p/ATest.java', 'a/src/test/java/p/Fake.java'],
    ['from a page', 'q.B', 'a/src/main/webapp/x.jsp', 'b/src/main/java/q/B.java'],
    ['from a file that is not there yet', 'p.A', 'a/src/main/java/p/New.java', 'a/src/main/java/p/A.java'],
  ])('%s', (_, name, from, expected) => {
    const tree = plant(twoModules);
    expect(findJavaFile(name, tree.at(from), new ProjectCache())).toBe(tree.at(expected));
  });

  it.each([
    ['tests, for production code', 'p.Fake', 'a/src/main/java/p/A.java'],
    ['a name in the wrong case', 'p.same', 'a/src/main/java/p/A.java'],
    ['a package', 'p', 'a/src/main/java/p/A.java'],
    ['the library', 'java.util.List', 'a/src/main/java/p/A.java'],
    ['nothing', '', 'a/src/main/java/p/A.java'],
  ])('does not find %s', (_, name, from) => {
    const tree = plant(twoModules);
    expect(findJavaFile(name, tree.at(from), new ProjectCache())).toBeUndefined();
  });

  it('keeps the unnamed packages of two folders apart', () => {
    const tree = plant({
      '.git/HEAD': '',
      'x/A.java': 'class A {}',
      'x/B.java': 'class B {}',
      'y/C.java': 'class C {}',
    });
    const cache = new ProjectCache();
    expect(findJavaFile('B', tree.at('x/A.java'), cache)).toBe(tree.at('x/B.java'));
    expect(findJavaFile('C', tree.at('x/A.java'), cache)).toBeUndefined();
  });
});
