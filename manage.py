#!/usr/bin/env python3
"""Django's command line for this site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from environs import EnvError

if __name__ == "__main__":
    os.umask(0o077)  # what it writes is for its own user alone
    os.environ.setdefault("SITE_STATEMENT_TIMEOUT", "0")  # a command may take as long as it needs
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imperial_site.settings")
    os.environ.setdefault("SITE_DATABASE_POOL", "0")  # a command has one thread
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EnvError) as error:
        # One sentence says which settings cannot be used. A traceback would hide it.
        sys.exit(str(error))
