/** Which product a file belongs to. File names say little: five products call a file of theirs server.xml. */
import { attributeOf, childNamed, childrenNamed, childrenOf, ownText } from './query.ts';
import type { XmlDocumentKind, XmlElement } from './ast.ts';

/** @param path decides only where the same root element means different things in different places. */
export function documentKind(root: XmlElement, path: string): XmlDocumentKind {
  switch (root.localName) {
    case 'Server':
      return root.name === 'Server' ? serverKind(root) : 'other';
    case 'server':
      return root.name === 'server' && isLiberty(root) ? 'liberty-server' : 'other';
    case 'Context':
      return root.name === 'Context' ? 'tomcat-context' : 'other';
    case 'web-app':
      return isDefaultWebApp(path) || servesAnything(root) ? 'default-web-app' : 'web-app';
    case 'web-fragment':
      return 'web-fragment';
    default:
      return 'other';
  }
}

function serverKind(root: XmlElement): XmlDocumentKind {
  const services = childrenOf(root).filter((child) => child.name === 'Service');
  const isTomcat = services.length > 0 || (has(root, 'port') && has(root, 'shutdown'));
  if (!isTomcat) return 'other';
  const ofJboss = services.some((service) =>
    childrenOf(service).some((child) => child.name === 'Engine' && attributeOf(child, 'name')?.value === 'jboss.web'),
  );
  return ofJboss ? 'jboss-server' : 'tomcat-server';
}

function has(element: XmlElement, name: string): boolean {
  return attributeOf(element, name) !== undefined;
}

const LIBERTY_CHILDREN = [
  'featureManager',
  'httpEndpoint',
  'include',
  'application',
  'webApplication',
  'enterpriseApplication',
  'applicationManager',
  'httpSession',
  'httpSessionDatabase',
  'httpSessionCache',
  'library',
  'dataSource',
  'variable',
  'keyStore',
  'basicRegistry',
  'logging',
];

function isLiberty(root: XmlElement): boolean {
  return LIBERTY_CHILDREN.some((name) => childNamed(root, name) !== undefined);
}

/** Tomcat's and Jetty's defaults for all applications have the form of an application's descriptor. */
function isDefaultWebApp(path: string): boolean {
  const [name = '', folder = ''] = path.split(/[\\/]/).reverse();
  return (
    /^(?:tomcat-web|webdefault(?:-\w+)?)\.xml$/i.test(name) || (/^web\.xml$/i.test(name) && isServerFolder(folder))
  );
}

/** `conf`, also `conf-tomcat9` and `tomcat_conf`; never WEB-INF. */
function isServerFolder(folder: string): boolean {
  return /(?:^|[-_.])conf(?:ig)?(?:$|[-_.])/i.test(folder);
}

/** Tomcat's own file declares its servlet for static files, and what type each of a thousand extensions is. */
const MANY_TYPES = 20;

function servesAnything(root: XmlElement): boolean {
  if (childrenNamed(root, 'mime-mapping').length < MANY_TYPES) return false;
  return childrenNamed(root, 'servlet').some((servlet) => {
    const className = childNamed(servlet, 'servlet-class');
    return className !== undefined && ownText(className).trim() === 'org.apache.catalina.servlets.DefaultServlet';
  });
}
