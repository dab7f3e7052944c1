/** The servlet that a forward or include to a constant path reaches: its class, if its source is at hand. */
import { annotatedServlets } from '../../project/servlet-sources.ts';
import { urlPatternCovers, webAppOf, webXmlOf } from '../../project/web-app.ts';
import type { ClassInfo, ClassTable } from './classes.ts';
import { annotationPatterns } from './web-annotations.ts';

/** `target` is the path given to getRequestDispatcher; a query string does not matter. */
export function servletAt(target: string, fromFile: string, table: ClassTable): ClassInfo | undefined {
  const path = target.replace(/[?#].*$/, '');
  if (!path.startsWith('/') || /\.(jspx?|jspf|html?)$/i.test(path)) return undefined;
  for (const servlet of webAppOf(fromFile)?.servlets ?? []) {
    const isMapped = servlet.patterns.some((pattern) => pattern !== '/*' && urlPatternCovers(pattern, path));
    if (isMapped && servlet.className !== null) return table.find(servlet.className);
  }
  const webXml = webXmlOf(fromFile);
  for (const file of annotatedServlets(fromFile)) {
    if (webXmlOf(file) !== webXml) continue;
    for (const info of table.fileAt(file)?.classes.values() ?? []) {
      if (annotationPatterns(info, 'WebServlet').some((pattern) => urlPatternCovers(pattern, path))) return info;
    }
  }
  return undefined;
}
