/**
 * The ESLint language `session-lint/nginx`, for files whose name says that they are nginx's. Where the content says otherwise
 * (httpd has a folder `sites-enabled`, too), the content is right.
 */
import { balancerLanguageOptions } from '../balancer/language.ts';
import { dialectOf } from '../balancer/dialect.ts';
import { configurationLanguage } from '../shared/configuration-language.ts';
import { parseNginx } from './parse.ts';

export const nginxLanguage = configurationLanguage({
  ...balancerLanguageOptions,
  name: 'session-lint/nginx',
  parse: (text) => {
    if (dialectOf(text) !== null) return balancerLanguageOptions.parse(text);
    const result = parseNginx(text);
    // Nothing in it is typical of nginx: a file of some other program is nothing to complain about.
    return result.ok ? result : { ok: false, error: null };
  },
});
