/** Groups of channels that do not see each other: convolutions in all their forms ask here whether they come out even. */
import { ChalkgradError } from '../../tensor/errors.ts';

/** Input channels of one group. Errors: groups that do not divide both channel counts. */
export function channelsPerGroup(layer: string, inChannels: number, outChannels: number, groups = 1): number {
  if (inChannels % groups !== 0 || outChannels % groups !== 0) {
    throw new ChalkgradError(
      `${layer}: ${groups} groups do not divide ${inChannels} input and ${outChannels} output channels`,
      'groups must divide both channel counts.',
    );
  }
  return inChannels / groups;
}
