// SvelteKit 2: the same as stores, without being one.
export * from "$app/stores"
