/** The recorded first step of the home page's run, for the build. */

import type { Recording } from '../../player/PlayerState.ts';
import { recordedFrame } from '../../player/recordedFrame.ts';
import { type PackedRecording, unpackRecording } from '../../player/recording.ts';

export const HOME_RUN = 'digits-cnn-start';

export const firstFrame = async (): Promise<Recording> =>
  unpackRecording(JSON.parse(await recordedFrame(HOME_RUN)) as PackedRecording);
