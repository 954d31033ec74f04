/**
 * Always *no* is nearly always right
 *
 * With one case in a thousand, a model that finds nobody is right 999 times. Ask what it found, and what it cried wolf at.
 */

export const answers = { 'fraud-judged': 'accuracy' };
