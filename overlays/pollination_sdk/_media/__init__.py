"""Images, video and audio: `Media`, the check of received files, and saving.

Other packages use `media.Media` and `media.read_media`, `check.MediaCheck`, and `save.Replacement` with `disk.Disk`.
"""
