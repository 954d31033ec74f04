/**
 * No column is equal
 *
 * Then there is no name, and an honest grader says so.
 */

export const answers = { D: 'squares-separately' };
