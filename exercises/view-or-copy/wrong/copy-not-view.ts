/**
 * A view moves nothing
 *
 * A slice, a transpose, a reshape of what lies flat: other strides, another offset, the same numbers in the same
 * place.
 */

export const answers = { slice: 'copies', transpose: 'copies', flat: 'copies', rowsFlat: 'copies' };
