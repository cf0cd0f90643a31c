import { sendHeldBefore } from "./door/outbox.ts";
import { endingNouns } from "./nouns.ts";

/* Imported for what it does, by whatever puts the screens together: what sends knows no noun by itself. */

sendHeldBefore(endingNouns);
