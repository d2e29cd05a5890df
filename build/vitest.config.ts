import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL("..", import.meta.url))

/** One project per runtime: what a test may touch is decided by where it stands. */
export default defineConfig({
  root,
  test: {
    reporters: ["default"],
    // Many tests wait for programs they started: one more than there are cores keeps them busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          name: "common",
          include: ["test/common/**/*.test.ts"],
          environment: "node",
          // Pure functions have nothing to keep from each other.
          isolate: false,
        },
      },
      {
        test: {
          name: "node",
          include: ["test/node/**/*.test.ts"],
          environment: "node",
          testTimeout: 20_000,
          isolate: false,
        },
      },
      {
        test: { name: "main", include: ["test/main/**/*.test.ts"], environment: "node", testTimeout: 20_000 },
      },
      {
        plugins: [react()],
        test: {
          name: "renderer",
          include: ["test/renderer/**/*.test.{ts,tsx}"],
          environment: "happy-dom",
          isolate: false,
        },
      },
      {
        test: {
          name: "house",
          include: ["test/build/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
        },
      },
    ],
  },
})
