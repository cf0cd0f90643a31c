import { configure } from "@testing-library/react";

/*
 * Set up for every test of screens. Nothing is judged by the clock: what is waited for ends only what would hang. A failure says what is
 * missing, without all that stands on the screen.
 */
configure({ asyncUtilTimeout: 30_000, getElementError: (message) => new Error(message ?? "it is not there") });
