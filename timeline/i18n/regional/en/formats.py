"""Days in English as the public pages write them: 13 November 2018, 4:30 p.m."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
DATETIME_FORMAT = "j F Y, P"
TIME_FORMAT = "P"
