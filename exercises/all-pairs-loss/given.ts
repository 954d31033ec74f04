/** How a loss is asked about a long list: with numbers that notice when they are used, in place of a clock. */

type AllPairsLoss = (predictions: number[], targets: number[]) => number;

/** Lists from here on are watched. */
const long = 100;

/** The loss; for a long list also whether each number was used a few times, or again and again for every other one. */
export function drive(student: { readonly allPairsLoss: AllPairsLoss }, predictions: number[], targets: number[]) {
  if (predictions.length < long) return student.allPairsLoss(predictions, targets);
  let uses = 0;
  const watched = (values: readonly number[]): number[] =>
    values.map((value) => ({
      valueOf: () => {
        uses++;
        return value;
      },
    })) as unknown as number[];
  const loss = Number(student.allPairsLoss(watched(predictions), watched(targets)));
  return { loss, uses: uses > 10 * (predictions.length + targets.length) ? 'once for every pair' : 'a few times each' };
}
