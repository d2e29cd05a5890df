/** The sections of the settings, in their order. */
export const SETTINGS_SECTIONS = ["general", "network", "tools", "storage", "privacy", "about"] as const
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]
