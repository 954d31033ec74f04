/**
 * It adds, it does not replace
 *
 * The second walk finds the first one’s gradient still lying there, and adds to it.
 */

export const answers = { twice: 3 };
