import type { Channel } from "./channel.ts";

/**
 * The screens of the house. A call is there as soon as it is marked as sent: desks and walls show what was sent and not yet acknowledged,
 * so that there is a way that needs nothing outside.
 */
export const consoleChannel: Channel = {
  name: "console",
  deliver: async ({ key }) => `console:${key}`,
};
