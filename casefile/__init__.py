"""Case files of disputes under 8 U.S.C. § 1373: records, law, reports and the command line."""

__version__ = "0.1.0"
