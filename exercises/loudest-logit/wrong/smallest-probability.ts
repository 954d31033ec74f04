/**
 * A tiny share is left alone
 *
 * At a wrong class the pull is the share itself. What has nearly no share is right to have none, and hears nearly
 * nothing.
 */

export const answers = { loudest: 'C0', 'loudest-of-a': '1', 'loudest-of-d': '2' };
