/**
 * Addresses inside the site. Every hand-written link goes through here, because the site may live under a base path (`/chalkgrad/`), which
 * Astro does not add by itself.
 */
import type { Language } from '../i18n/index.ts';

/**
 * Joins base, language folder and path. Pure, so that it can be tested; pages use `href`.
 *
 * @example joinAddress('/chalkgrad', 'zh-cn', '/lessons/') // '/chalkgrad/zh-cn/lessons/'
 */
export const joinAddress = (base: string, folder: string | undefined, path: string): string =>
  `${base.replace(/\/+$/, '')}${folder === undefined ? '' : `/${folder}`}/${path.replace(/^\/+/, '')}`;

/**
 * The address of a page, in a language (English when none is given).
 *
 * @example href('/source/ops/conv2d/') // '/source/ops/conv2d/', or under the base path
 */
export const href = (path: string, language?: Language): string =>
  joinAddress(import.meta.env.BASE_URL, language?.folder, path);
