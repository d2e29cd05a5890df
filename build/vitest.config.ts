import { fileURLToPath } from "node:url"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vitest/config"

const root = fileURLToPath(new URL("..", import.meta.url))

/** One project per runtime: what a test may touch is decided by where it stands. */
export default defineConfig({
  root,
  test: {
    reporters: ["default"],
    projects: [
      { test: { name: "common", include: ["test/common/**/*.test.ts"], environment: "node" } },
      {
        test: { name: "node", include: ["test/node/**/*.test.ts"], environment: "node", testTimeout: 20_000 },
      },
      {
        test: { name: "main", include: ["test/main/**/*.test.ts"], environment: "node", testTimeout: 20_000 },
      },
      {
        plugins: [react()],
        test: { name: "renderer", include: ["test/renderer/**/*.test.{ts,tsx}"], environment: "happy-dom" },
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
