"""Have PyInstaller take all modules along: the public names are loaded by name, which it does not see."""  # noqa: N999 - PyInstaller finds hooks by this name

from PyInstaller.utils.hooks import collect_submodules  # type: ignore[import-untyped]  # it has no types

# A program that uses the sandbox imports it, and PyInstaller follows that import to what the sandbox needs.
hiddenimports = collect_submodules(
    "pollination_sdk", filter=lambda name: not name.startswith("pollination_sdk.sandbox")
)
excludedimports = ["pandas", "polars"]  # large; they are packed where the program imports them itself
