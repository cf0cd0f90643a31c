import { isWanting } from "./count-kit.ts";
import type { WorkDone } from "./done-by.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

type KitToFollow = NonNullable<Extract<HandoverEntry, { type: "handover.completed" }>["body"]["kit"]>;

/** Of what the relief has counted, what is wanting, and what is whole again that a matter of the post is about: one line an item (ZB-33). */
export function kitToFollow({ counts }: WorkDone, { matters }: HandoverFacts): KitToFollow {
  return counts.flatMap((count) => {
    const { item, missing, damaged } = count;
    const matter = matters.find((each) => each.item === item)?.id;
    if (matter === undefined && !isWanting(count)) return [];
    return [{ item, missing, damaged, ...(matter === undefined ? {} : { matter }) }];
  });
}
