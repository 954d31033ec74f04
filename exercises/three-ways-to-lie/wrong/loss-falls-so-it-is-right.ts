/**
 * A falling loss proves nothing
 *
 * Many wrong directions still lead downhill: in the section above the wrong engine was first. A derivative is right when
 * a nudge says so.
 */

export const answers = { proof: 'falls' };
