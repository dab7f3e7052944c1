/** The ESLint language `session-lint/nginx`. */
import { configurationLanguage } from '../shared/configuration-language.ts';
import type { NginxConfig } from './ast.ts';
import { parseNginx } from './parse.ts';
import { visitorKeys } from './visitor-keys.ts';

export const nginxLanguage = configurationLanguage<NginxConfig>({
  name: 'session-lint/nginx',
  visitorKeys,
  parse: parseNginx,
  emptyRoot: (text) => ({ type: 'NginxConfig', range: [0, text.length], body: [] }),
});
