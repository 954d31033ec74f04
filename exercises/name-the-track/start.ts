// your turn: replace every null. The run of this lesson answers all five.

export const answers = {
  /** All 50, η = 0.1: θ0 rises above 0 first. After which update is it below 0 again? A number, or a link to the moment. */
  back: null,
  /** From (0, 0), all 50: which way does θ0 go in the first update? It must end at −1.254. 'up' 'down' */
  first: null,
  /** One example at a time, η = 0.1: after 2,000 updates J still leaps up and down. 'works' 'bug' */
  wander: null,
  /** All 50: J falls smoothly, but at update 20 it is still 2.04. Which knob is set how? 'small-rate' 'small-batch' */
  slow: null,
  /** All 50, η = 0.34: J is larger after every update, in the end by the same factor each time. 'edge' 'chance' */
  explodes: null,
};
